# The methods that Java calls. They make the objects that hold weights and state, which Java keeps
# as handles, and run one piece of work on them. Letters as in backbone.py and codec.py.

from io.rhapsode.synth.family.pocket.backbone import Backbone
from io.rhapsode.synth.family.pocket.codec import CodecStream, Decoder, Encoder
from io.rhapsode.synth.compute.torch.attention import Sequence


class Pocket(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def backbone(
      self, weights: Dict[str, Tensor], heads: int, key_heads: int, max_period: float,
      head_is_difference: bool, sampling_steps: int, precision: str) -> Backbone:
    return Backbone(
        weights, heads, key_heads, max_period, head_is_difference, sampling_steps, precision)

  def encoder(
      self, weights: Dict[str, Tensor], ratios: List[int], downsample_factor: int, heads: int,
      window: int, max_period: float) -> Encoder:
    return Encoder(weights, ratios, downsample_factor, heads, window, max_period)

  def decoder(
      self, weights: Dict[str, Tensor], ratios: List[int], heads: int, window: int,
      max_period: float, precision: str) -> Decoder:
    return Decoder(weights, ratios, heads, window, max_period, precision)

  # A clip as codec latents. samples [P], whole frames -> [F, L]
  def encode(self, encoder: Encoder, stream: CodecStream, samples: Tensor) -> Tensor:
    return encoder(samples, stream)

  def encoder_stream(self, encoder: Encoder, capacity: int) -> CodecStream:
    return encoder.stream(capacity)

  def decoder_stream(self, decoder: Decoder, capacity: int) -> CodecStream:
    return decoder.stream(capacity)

  # latents [F, L] -> samples [P]
  def decode(self, decoder: Decoder, stream: CodecStream, latents: Tensor) -> Tensor:
    return decoder(latents, stream)

  # The state after a voice prompt. latents [F, L] from the encoder -> keys and values of all layers
  # and positions [layers, 2, K, T, D], keys after rotation
  def prompt(self, backbone: Backbone, latents: Tensor) -> Tensor:
    rows = backbone.voice_rows(latents)
    sequence = backbone.sequence(rows.size(0))
    backbone.read(rows, sequence)
    layers = annotate(List[Tensor], [])
    for cache in sequence.caches:
      layers.append(torch.cat([cache.keys, cache.values]))
    return torch.stack(layers)

  # A new sequence that starts with a voice: its keys and values are copied once, here.
  # voice [layers, 2, K, T, D], tokens of the text [T] int64
  def sequence(self, backbone: Backbone, voice: Tensor, tokens: Tensor, frames: int) -> Sequence:
    length = voice.size(3)
    sequence = backbone.sequence(length + tokens.size(0) + frames)
    for i in range(voice.size(0)):
      cache = sequence.caches[i]
      cache.keys.narrow(2, 0, length).copy_(voice[i, 0])
      cache.values.narrow(2, 0, length).copy_(voice[i, 1])
      cache.length = length
    backbone.read(backbone.text_rows(tokens), sequence)
    return sequence

  # The stand-in for the latent before the first. -> [L]
  def start(self, backbone: Backbone) -> Tensor:
    return backbone.bos[0]

  # One frame of every sequence; further rows are padding. latents, noise [N, L] -> [N, L + 1]: next
  # latent, end-of-speech logit
  def step(
      self, backbone: Backbone, sequences: List[Sequence], latents: Tensor,
      noise: Tensor) -> Tensor:
    return backbone.step(sequences, latents, noise)
