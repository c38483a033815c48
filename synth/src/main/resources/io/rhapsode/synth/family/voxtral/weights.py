# What the three networks of a Voxtral checkpoint name alike. Nothing that is read stays a window
# onto the checkpoint: the caller may free it.

from io.rhapsode.synth.compute.torch.grouped import GatedFeedForward
from io.rhapsode.synth.compute.torch.linear import Linear
from io.rhapsode.synth.compute.torch.norm import RmsNorm


def read_norm(weights: Dict[str, Tensor], name: str, epsilon: float) -> RmsNorm:
  return RmsNorm(weights[name + ".weight"].clone(), epsilon)


def read_linear(weights: Dict[str, Tensor], name: str, precision: str) -> Linear:
  return Linear(weights[name + ".weight"].clone(), None, precision)


# Several products of the same input in one. parts: last parts of the names, in order
def read_joined(
    weights: Dict[str, Tensor], name: str, parts: List[str], precision: str) -> Linear:
  matrices = annotate(List[Tensor], [])
  for part in parts:
    matrices.append(weights[name + part + ".weight"])
  return Linear(torch.cat(matrices), None, precision)


def read_feed_forward(
    weights: Dict[str, Tensor], name: str, precision: str) -> GatedFeedForward:
  return GatedFeedForward(
      read_joined(weights, name + ".", ["w1", "w3"], precision),
      read_linear(weights, name + ".w2", precision))
