# Pre-norm transformer. Letters as in attention.py; F hidden features.

from io.rhapsode.synth.compute.torch.attention import Attention, Cache, Sequence
from io.rhapsode.synth.compute.torch.attention import empty_sequence, next_rotations
from io.rhapsode.synth.compute.torch.linear import Linear
from io.rhapsode.synth.compute.torch.norm import LayerNorm


# W2 gelu(W1 x).
class FeedForward:
  expand : Linear  # [F, E]
  reduce : Linear  # [E, F]
  gelu : str  # its form: "none" is the exact one, with erf, "tanh" the approximation

  def __init__(self, expand: Linear, reduce: Linear, gelu: str) -> None:
    self.expand = expand
    self.reduce = reduce
    self.gelu = gelu

  # x [N, E] -> [N, E]
  def __call__(self, x: Tensor) -> Tensor:
    return self.reduce(torch.gelu(self.expand(x), approximate=self.gelu))


# x + scale1 * attention(norm1 x), then x + scale2 * feed_forward(norm2 x); a scale may be absent.
class TransformerLayer:
  norm1 : LayerNorm
  attention : Attention
  scale1 : Optional[Tensor]  # [E]
  norm2 : LayerNorm
  feed_forward : FeedForward
  scale2 : Optional[Tensor]  # [E]

  def __init__(
      self, norm1: LayerNorm, attention: Attention, scale1: Optional[Tensor], norm2: LayerNorm,
      feed_forward: FeedForward, scale2: Optional[Tensor]) -> None:
    self.norm1 = norm1
    self.attention = attention
    self.scale1 = scale1
    self.norm2 = norm2
    self.feed_forward = feed_forward
    self.scale2 = scale2

  # x [N, E] -> [N, E]
  def __call__(self, x: Tensor, rotation: Tensor, caches: List[Cache], counts: List[int]) -> Tensor:
    attended = self.attention(self.norm1(x), rotation, caches, counts)
    scale1 = self.scale1
    if scale1 is not None:
      attended = attended * scale1
    x = x + attended
    fed = self.feed_forward(self.norm2(x))
    scale2 = self.scale2
    if scale2 is not None:
      fed = fed * scale2
    return x + fed


class Transformer:
  layers : List[TransformerLayer]
  key_heads : int
  head_features : int
  max_period : float

  def __init__(
      self, layers: List[TransformerLayer], key_heads: int, head_features: int,
      max_period: float) -> None:
    self.layers = layers
    self.key_heads = key_heads
    self.head_features = head_features
    self.max_period = max_period

  # A sequence with room for `capacity` rows; with a window, old rows make room for new ones.
  def sequence(self, like: Tensor, capacity: int) -> Sequence:
    return empty_sequence(like, len(self.layers), self.key_heads, capacity, self.head_features)

  # x [N, E]: counts[i] new rows of sequences[i], in order -> [N, E]
  def __call__(self, x: Tensor, sequences: List[Sequence], counts: List[int]) -> Tensor:
    rotation = next_rotations(sequences, counts, x, self.head_features, self.max_period)
    for i in range(len(self.layers)):
      caches = annotate(List[Cache], [])
      for sequence in sequences:
        caches.append(sequence.caches[i])
      x = self.layers[i](x, rotation, caches, counts)
    return x
