# The code predictor: from the talker's hidden vector and a frame's first code to its other codes,
# one after the other, for all sequences at once.
#
# Letters: N sequences, E features of the talker, P of the predictor, Q codebooks, V codes of a
# codebook, H, K, D as in grouped.py. A frame has Q positions: the hidden vector, then the codes but
# the last; each from the second on gives a code. No state outlives the frame.

from io.rhapsode.synth.compute.torch.linear import Linear
from io.rhapsode.synth.compute.torch.norm import RmsNorm
from io.rhapsode.synth.compute.torch.rotary import rotations
from io.rhapsode.synth.family.qwen.layers import Layer, count_layers, read_affine
from io.rhapsode.synth.family.qwen.layers import read_linear, read_norm
from io.rhapsode.synth.family.qwen.sampling import Sampling


# Keys and values of all layers for one frame.
class Scratch:
  keys : List[Tensor]  # [N, K, Q, D]
  values : List[Tensor]

  def __init__(self, like: Tensor, layers: int, shape: List[int]) -> None:
    self.keys = annotate(List[Tensor], [])
    self.values = annotate(List[Tensor], [])
    for i in range(layers):
      self.keys.append(torch.new_empty(like, shape))
      self.values.append(torch.new_empty(like, shape))


class Predictor:
  projection : List[Linear]  # [P, E]; none where both are equally wide
  table : Tensor  # [codes of all codebooks, P]: what each code becomes as an input
  layers : List[Layer]
  norm : RmsNorm
  heads : List[Linear]  # Q - 1 of [V, P]
  rotation : Tensor  # [Q, 1, D/2]
  features : int
  sampling : Sampling

  # code_table [codes of all codebooks, E]: that of the talker
  def __init__(
      self, weights: Dict[str, Tensor], code_table: Tensor, features: int, epsilon: float,
      max_period: float, sampling: Sampling, precision: str) -> None:
    name = "talker.code_predictor."
    self.projection = annotate(List[Linear], [])
    self.table = code_table
    if name + "small_to_mtp_projection.weight" in weights:
      projection = read_affine(weights, name + "small_to_mtp_projection", precision)
      self.projection.append(projection)
      self.table = projection(code_table.to(torch.float32)).to(code_table.dtype)
    self.layers = annotate(List[Layer], [])
    for i in range(count_layers(weights, name + "model.layers.")):
      self.layers.append(
          Layer(weights, name + "model.layers." + str(i), features, epsilon, precision))
    self.norm = read_norm(weights, name + "model.norm", epsilon)
    self.heads = annotate(List[Linear], [])
    while name + "lm_head." + str(len(self.heads)) + ".weight" in weights:
      self.heads.append(
          read_linear(weights, name + "lm_head." + str(len(self.heads)), precision))
    positions = torch.arange(len(self.heads) + 1, device=code_table.device)
    self.rotation = rotations(positions, features, max_period)
    self.features = features
    self.sampling = sampling

  # hidden [N, E] -> [N, P]
  def project(self, hidden: Tensor) -> Tensor:
    return self.projection[0](hidden) if len(self.projection) > 0 else hidden

  # rows [N] of the joined table -> [N, P]
  def code_rows(self, rows: Tensor) -> Tensor:
    return torch.embedding(self.table, rows).to(torch.float32)

  def scratch(self, rows: int) -> Scratch:
    shape = [rows, self.layers[0].groups, self.rotation.size(0), self.features]
    return Scratch(self.norm.weight, len(self.layers), shape)

  # x [N T, P]: T rows of each sequence from position `before` on -> [N T, P], normalised
  def read(self, x: Tensor, scratch: Scratch, before: int) -> Tensor:
    rows = scratch.keys[0].size(0)
    count = x.size(0) // rows
    rotation = self.rotation.narrow(0, before, count).repeat([rows, 1, 1])
    for i in range(len(self.layers)):
      x = self.layers[i].together(x, rotation, scratch.keys[i], scratch.values[i], before)
    return self.norm(x)

  # What comes before the second code. hidden [N, E], first [N]: rows of the table -> [N, P]
  def begin(self, hidden: Tensor, first: Tensor, scratch: Scratch) -> Tensor:
    x = torch.stack([self.project(hidden), self.code_rows(first)], 1)  # [N, 2, P]
    return self.read(x.flatten(0, 1), scratch, 0).view([hidden.size(0), 2, -1]).select(1, 1)

  # hidden [N, E], first [N], offsets [Q]: first row of each codebook in the table, chance [N, Q]
  # -> [N, Q] int64
  def __call__(self, hidden: Tensor, first: Tensor, offsets: Tensor, chance: Tensor) -> Tensor:
    scratch = self.scratch(hidden.size(0))
    codes = annotate(List[Tensor], [first])
    y = self.begin(hidden, first, scratch)
    for i in range(len(self.heads)):
      code = self.sampling(self.heads[i](y), chance.narrow(1, i + 1, 1))
      codes.append(code)
      if i + 1 < len(self.heads):
        y = self.read(self.code_rows(code + offsets[i + 1]), scratch, i + 2)
    return torch.stack(codes, 1)
