# The methods that Java calls. They make the objects that hold weights and state, which Java keeps
# as handles, and run one piece of work on them. Letters as in talker.py and decoder.py.

from io.rhapsode.synth.family.qwen.decoder import Decoder, Stream
from io.rhapsode.synth.family.qwen.encoder import Encoder
from io.rhapsode.synth.family.qwen.sampling import Sampling
from io.rhapsode.synth.family.qwen.speaker import SpeakerEncoder
from io.rhapsode.synth.family.qwen.talker import Talker, Utterance


class Qwen(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def sampling(self, draws: bool, temperature: float, top_k: int, top_p: float) -> Sampling:
    return Sampling(draws, temperature, top_k, top_p)

  # features, epsilon, period: of the talker, then of the predictor
  def talker(
      self, weights: Dict[str, Tensor], features: List[int], epsilon: List[float],
      period: List[float], control: int, end: int, least: int, pad: int, penalty: float,
      sampling: Sampling, predictor_sampling: Sampling, precision: str) -> Talker:
    return Talker(
        weights, features[0], epsilon[0], period[0], control, end, least, pad, penalty, sampling,
        features[1], epsilon[1], period[1], predictor_sampling, precision)

  def decoder(
      self, weights: Dict[str, Tensor], features: int, window: int, epsilon: float,
      max_period: float, ratios: List[int], rates: List[int]) -> Decoder:
    return Decoder(weights, features, window, epsilon, max_period, ratios, rates)

  def encoder(
      self, weights: Dict[str, Tensor], ratios: List[int], units: int, growth: int, features: int,
      epsilon: float, max_period: float, stride: int) -> Encoder:
    return Encoder(weights, ratios, units, growth, features, epsilon, max_period, stride)

  def speaker_encoder(
      self, weights: Dict[str, Tensor], mel: Tensor, hop: int, scale: int,
      dilations: List[int]) -> SpeakerEncoder:
    return SpeakerEncoder(weights, mel, hop, scale, dilations)

  # samples [n] -> [E]
  def embed(self, encoder: SpeakerEncoder, samples: Tensor) -> Tensor:
    return encoder(samples)

  # samples [n] -> [F, books] float32, whole numbers
  def encode(self, encoder: Encoder, samples: Tensor, books: int) -> Tensor:
    return encoder(samples, books).to(torch.float32)

  # A new sequence. text [T], codes [T, Q] int64, -1 for none; speaker [0 or 1, E], added to row
  # `place`; rest [K] int64: text for the frames; room: frames to make room for
  def start(
      self, talker: Talker, text: Tensor, codes: Tensor, speaker: Tensor, place: int,
      rest: Tensor, room: int) -> Utterance:
    return talker.start(talker.prompt_rows(text, codes, speaker, place), rest, room)

  # False when the end of the text was read already. text [K] int64
  def append(self, talker: Talker, utterance: Utterance, text: Tensor) -> bool:
    return talker.append(utterance, text)

  # One frame of every utterance. noise [N, Q] -> [N, Q] float32, whole numbers
  def step(self, talker: Talker, utterances: List[Utterance], noise: Tensor) -> Tensor:
    return talker.step(utterances, noise)

  def stream(self) -> Stream:
    return Stream()

  def copy(self, stream: Stream) -> Stream:
    return stream.copy()

  # codes [F, Q] int64 -> [samples]
  def decode(self, decoder: Decoder, stream: Stream, codes: Tensor) -> Tensor:
    return decoder(codes, stream)
