# The transformer layer of talker and code predictor: grouped attention whose queries and keys are
# normalised head by head before they are rotated, and a gated feed-forward.
#
# Letters as in grouped.py. What is read from a checkpoint is copied: the caller may free it.

from io.rhapsode.synth.compute.torch.attention import Cache
from io.rhapsode.synth.compute.torch.grouped import GatedFeedForward, attend, attend_cached, causal
from io.rhapsode.synth.compute.torch.linear import Linear
from io.rhapsode.synth.compute.torch.norm import RmsNorm
from io.rhapsode.synth.compute.torch.rotary import rotate_halves


# A table or matrix in the type in which big weights are kept.
def read_matrix(weights: Dict[str, Tensor], name: str, precision: str) -> Tensor:
  kept = torch.bfloat16 if precision == "bfloat16" else torch.float32
  return weights[name + ".weight"].to(kept, False, True)


# Anything that is always computed in float32.
def read_float(weights: Dict[str, Tensor], name: str) -> Tensor:
  return weights[name].to(torch.float32, False, True)


def read_norm(weights: Dict[str, Tensor], name: str, epsilon: float) -> RmsNorm:
  return RmsNorm(read_float(weights, name + ".weight"), epsilon)


def read_linear(weights: Dict[str, Tensor], name: str, precision: str) -> Linear:
  return Linear(read_matrix(weights, name, precision), None, precision)


# With the bias, where there is one.
def read_affine(weights: Dict[str, Tensor], name: str, precision: str) -> Linear:
  matrix = read_matrix(weights, name, precision)
  if name + ".bias" in weights:
    return Linear(matrix, read_float(weights, name + ".bias"), precision)
  return Linear(matrix, None, precision)


# Several products of the same input in one. parts: last parts of the names, in order
def read_joined(
    weights: Dict[str, Tensor], name: str, parts: List[str], precision: str) -> Linear:
  kept = torch.bfloat16 if precision == "bfloat16" else torch.float32
  matrices = annotate(List[Tensor], [])
  for part in parts:
    matrices.append(weights[name + part + ".weight"].to(kept))
  return Linear(torch.cat(matrices), None, precision)


# How many layers a checkpoint has below a name.
def count_layers(weights: Dict[str, Tensor], name: str) -> int:
  count = 0
  while name + str(count) + ".input_layernorm.weight" in weights:
    count = count + 1
  return count


class Layer:
  norm1 : RmsNorm
  in_proj : Linear  # [(H + 2 K) D, E]; queries, then keys, then values
  q_norm : RmsNorm  # [D]
  k_norm : RmsNorm  # [D]
  out_proj : Linear  # [E, H D]
  norm2 : RmsNorm
  feed_forward : GatedFeedForward
  heads : int
  groups : int

  def __init__(
      self, weights: Dict[str, Tensor], name: str, features: int, epsilon: float,
      precision: str) -> None:
    attention = name + ".self_attn."
    self.norm1 = read_norm(weights, name + ".input_layernorm", epsilon)
    self.in_proj = read_joined(weights, attention, ["q_proj", "k_proj", "v_proj"], precision)
    self.q_norm = read_norm(weights, attention + "q_norm", epsilon)
    self.k_norm = read_norm(weights, attention + "k_norm", epsilon)
    self.out_proj = read_linear(weights, attention + "o_proj", precision)
    self.norm2 = read_norm(weights, name + ".post_attention_layernorm", epsilon)
    self.feed_forward = GatedFeedForward(
        read_joined(weights, name + ".mlp.", ["gate_proj", "up_proj"], precision),
        read_linear(weights, name + ".mlp.down_proj", precision))
    self.heads = weights[attention + "q_proj.weight"].size(0) // features
    self.groups = weights[attention + "k_proj.weight"].size(0) // features

  # Queries and keys after norm and rotation, and values.
  # x [N, E], rotation [N, 1, D/2] -> [N, H, D], [N, K, D], [N, K, D]
  def project(self, x: Tensor, rotation: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    qkv = self.in_proj(self.norm1(x)).view([x.size(0), self.heads + 2 * self.groups, -1])
    q = rotate_halves(self.q_norm(qkv.narrow(1, 0, self.heads)), rotation)
    k = rotate_halves(self.k_norm(qkv.narrow(1, self.heads, self.groups)), rotation)
    return (q, k, qkv.narrow(1, self.heads + self.groups, self.groups))

  # x [N, E]: what the layer was given; mixed [N, H D]: what attention made of it -> [N, E]
  def finish(self, x: Tensor, mixed: Tensor) -> Tensor:
    x = x + self.out_proj(mixed)
    return x + self.feed_forward(self.norm2(x))

  # Rows of many sequences, each with its own cache. x [N, E] -> [N, E]
  def __call__(self, x: Tensor, rotation: Tensor, caches: List[Cache], counts: List[int]) -> Tensor:
    q, k, v = self.project(x, rotation)
    return self.finish(x, attend_cached(q, k, v, caches, counts))

  # T rows of each of B sequences that are equally long. x [B T, E]; keys, values [B, K, S, D],
  # filled up to `before` -> [B T, E]
  def together(
      self, x: Tensor, rotation: Tensor, keys: Tensor, values: Tensor, before: int) -> Tensor:
    q, k, v = self.project(x, rotation)
    batch = keys.size(0)
    count = x.size(0) // batch
    keys.narrow(2, before, count).copy_(k.view([batch, count, self.groups, -1]).transpose(1, 2))
    values.narrow(2, before, count).copy_(
        v.reshape([batch, count, self.groups, -1]).transpose(1, 2))
    mixed = attend(
        q.view([batch, count, self.heads, -1]),
        keys.narrow(2, 0, before + count),
        values.narrow(2, 0, before + count),
        causal(count, before, self.heads // self.groups, x))
    return self.finish(x, mixed.reshape([x.size(0), -1]))
