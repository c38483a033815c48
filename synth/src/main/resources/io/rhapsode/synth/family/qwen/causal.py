# Causal convolutions on [1, C, T], channels first. What a streamed layer must remember stands in a
# dictionary of named tensors; nothing in it is changed in place, so that a copy of the dictionary
# is a copy of the state. Letters: T steps, C channels in, O channels out, K kernel.

from io.rhapsode.synth.family.qwen.layers import read_float


# State: the last (K - 1) dilation steps of input.
class StreamedConvolution:
  weight : Tensor  # [O, C / groups, K]
  bias : Tensor  # [O]
  dilation : int
  groups : int
  name : str

  def __init__(
      self, weights: Dict[str, Tensor], name: str, dilation: int, groups: int) -> None:
    self.weight = read_float(weights, name + ".weight")
    self.bias = read_float(weights, name + ".bias")
    self.dilation = dilation
    self.groups = groups
    self.name = name

  # x [1, C, T] -> [1, O, T]
  def __call__(self, x: Tensor, state: Dict[str, Tensor]) -> Tensor:
    before = (self.weight.size(2) - 1) * self.dilation
    if before > 0:
      if self.name in state:
        x = torch.cat([state[self.name], x], 2)
      else:
        x = torch.constant_pad_nd(x, [before, 0])
      state[self.name] = x.narrow(2, x.size(2) - before, before).clone()
    return torch.conv1d(x, self.weight, self.bias, [1], [0], [self.dilation], self.groups)


# Step t reaches outputs t stride .. t stride + K - 1; the last K - stride are for later input.
# State: those, without the bias.
class StreamedUpsampling:
  weight : Tensor  # [C, O, K]
  bias : Tensor  # [O, 1]
  stride : int
  name : str

  def __init__(self, weights: Dict[str, Tensor], name: str, stride: int) -> None:
    self.weight = read_float(weights, name + ".weight")
    self.bias = read_float(weights, name + ".bias").unsqueeze(1)
    self.stride = stride
    self.name = name

  # x [1, C, T] -> [1, O, T stride]
  def __call__(self, x: Tensor, state: Dict[str, Tensor]) -> Tensor:
    y = torch.conv_transpose1d(x, self.weight, None, [self.stride])
    ready = x.size(2) * self.stride
    overlap = self.weight.size(2) - self.stride
    if overlap > 0:
      if self.name in state:
        y = y + torch.constant_pad_nd(state[self.name], [0, ready])
      state[self.name] = y.narrow(2, ready, overlap).clone()
    return y.narrow(2, 0, ready) + self.bias


# A whole clip: zeros, or copies of the ends, before it and up to a full step behind it.
class WholeConvolution:
  weight : Tensor  # [O, C, K]
  bias : Optional[Tensor]  # [O]
  stride : int
  dilation : int
  replicates : bool

  def __init__(
      self, weights: Dict[str, Tensor], name: str, stride: int, dilation: int,
      replicates: bool) -> None:
    self.weight = read_float(weights, name + ".weight")
    self.bias = None
    if name + ".bias" in weights:
      self.bias = read_float(weights, name + ".bias")
    self.stride = stride
    self.dilation = dilation
    self.replicates = replicates

  # x [1, C, T] -> [1, O, T / stride], rounded up
  def __call__(self, x: Tensor) -> Tensor:
    before = (self.weight.size(2) - 1) * self.dilation + 1 - self.stride
    after = (self.stride - x.size(2) % self.stride) % self.stride
    if self.replicates:
      x = torch.replication_pad1d(x, [before, after])
    else:
      x = torch.constant_pad_nd(x, [before, after])
    return torch.conv1d(x, self.weight, self.bias, [self.stride], [0], [self.dilation])
