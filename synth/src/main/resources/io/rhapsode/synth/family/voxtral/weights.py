# What the three networks of a Voxtral checkpoint name alike, in float32 or bfloat16. Nothing that
# is read stays a window onto the checkpoint: the caller may free it.

from io.rhapsode.synth.compute.torch.grouped import GatedFeedForward
from io.rhapsode.synth.compute.torch.linear import Linear
from io.rhapsode.synth.compute.torch.norm import RmsNorm


def read_norm(weights: Dict[str, Tensor], name: str, epsilon: float) -> RmsNorm:
  return RmsNorm(weights[name + ".weight"].to(torch.float32, False, True), epsilon)


# A table or matrix in the type in which big weights are kept.
def read_matrix(weights: Dict[str, Tensor], name: str, precision: str) -> Tensor:
  kept = torch.bfloat16 if precision == "bfloat16" else torch.float32
  return weights[name + ".weight"].to(kept, False, True)


def read_linear(weights: Dict[str, Tensor], name: str, precision: str) -> Linear:
  return Linear(read_matrix(weights, name, precision), None, precision)


# Several products of the same input in one. parts: last parts of the names, in order
def read_joined(
    weights: Dict[str, Tensor], name: str, parts: List[str], precision: str) -> Linear:
  kept = torch.bfloat16 if precision == "bfloat16" else torch.float32
  matrices = annotate(List[Tensor], [])
  for part in parts:
    matrices.append(weights[name + part + ".weight"].to(kept))
  return Linear(torch.cat(matrices), None, precision)


def read_feed_forward(
    weights: Dict[str, Tensor], name: str, precision: str) -> GatedFeedForward:
  return GatedFeedForward(
      read_joined(weights, name + ".", ["w1", "w3"], precision),
      read_linear(weights, name + ".w2", precision))
