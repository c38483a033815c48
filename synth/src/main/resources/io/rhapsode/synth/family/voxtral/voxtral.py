# The methods that Java calls. They make the objects that hold weights and state, which Java keeps
# as handles, and run one piece of work on them. Letters as in backbone.py and codec.py.

from io.rhapsode.synth.family.voxtral.acoustic import Acoustic
from io.rhapsode.synth.family.voxtral.backbone import Backbone, Utterance
from io.rhapsode.synth.family.voxtral.codec import Decoder, Encoder, Stream


class Voxtral(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def acoustic(
      self, weights: Dict[str, Tensor], features: int, epsilon: float, steps: int, levels: int,
      guidance: float, precision: str) -> Acoustic:
    return Acoustic(weights, features, epsilon, steps, levels, guidance, precision)

  def backbone(
      self, weights: Dict[str, Tensor], acoustic: Acoustic, features: int, max_period: float,
      epsilon: float, sizes: List[int], precision: str) -> Backbone:
    return Backbone(weights, acoustic, features, max_period, epsilon, sizes, precision)

  def decoder(
      self, weights: Dict[str, Tensor], features: int, windows: List[int], strides: List[int],
      epsilon: float, qk_epsilon: float, levels: int) -> Decoder:
    return Decoder(weights, features, windows, strides, epsilon, qk_epsilon, levels)

  def encoder(
      self, weights: Dict[str, Tensor], patch: int, features: int, windows: List[int],
      strides: List[int], epsilon: float, qk_epsilon: float, levels: int) -> Encoder:
    return Encoder(weights, patch, features, windows, strides, epsilon, qk_epsilon, levels)

  # A clip as codes. samples [n] -> [F, Q] float32, whole numbers
  def encode(self, encoder: Encoder, samples: Tensor) -> Tensor:
    return encoder(samples).to(torch.float32)

  # What the language model reads for codes. codes [F, Q] int64 -> [F, E]
  def code_rows(self, backbone: Backbone, codes: Tensor) -> Tensor:
    return backbone.code_rows(codes)

  # A new sequence: reads tokens, voice, tokens. before, after [T] int64, voice [V, E]
  def start(
      self, backbone: Backbone, before: Tensor, voice: Tensor, after: Tensor,
      frames: int) -> Utterance:
    return backbone.start(backbone.prompt_rows(before, voice, after), frames)

  # One frame of every utterance. noise [N, A] -> [N, Q] float32, whole numbers
  def step(self, backbone: Backbone, utterances: List[Utterance], noise: Tensor) -> Tensor:
    return backbone.step(utterances, noise)

  def stream(self) -> Stream:
    return Stream()

  # codes [F, Q] int64 -> [samples]
  def decode(self, decoder: Decoder, stream: Stream, codes: Tensor) -> Tensor:
    return decoder(codes, stream)
