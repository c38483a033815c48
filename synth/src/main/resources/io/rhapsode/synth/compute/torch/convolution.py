# Causal convolutions over time that can be fed piece by piece, as matrix products.
#
# Tensors are [T, C], time first: a window of K steps is then K * C numbers in a row, and one matrix
# product serves all windows. On the CPU this is as fast as conv1d and faster than conv_transpose1d
# for pieces of one frame (measured at the real dimensions), and takes int8 weights as well.
#
# What a layer must remember stands in a stream's state, a dictionary of named tensors.
# Letters: T steps in, C channels in, O channels out, K kernel, S stride.

from io.rhapsode.synth.compute.torch.linear import Linear


# y[t] = bias + sum_k W[k] x[t S + k - (K - S)], with zeros before the start.
# State: the last K - S steps of input.
class Convolution:
  linear : Linear  # [O, K C]
  name : str
  channels : int
  kernel : int
  stride : int

  # weight [O, C, K] as published
  def __init__(
      self, weight: Tensor, bias: Optional[Tensor], stride: int, name: str, precision: str) -> None:
    self.linear = Linear(weight.transpose(1, 2).reshape([weight.size(0), -1]), bias, precision)
    self.name = name
    self.channels = weight.size(1)
    self.kernel = weight.size(2)
    self.stride = stride

  # x [T, C], T a multiple of S -> [T / S, O]
  def __call__(self, x: Tensor, state: Dict[str, Tensor]) -> Tensor:
    overlap = self.kernel - self.stride
    if overlap == 0:
      return self.linear(x.reshape([-1, self.kernel * self.channels]))
    if self.name in state:
      x = torch.cat([state[self.name], x])
    else:
      x = torch.constant_pad_nd(x, [0, 0, overlap, 0])
    state[self.name] = x[-overlap:].clone()
    windows = (x.size(0) - overlap) // self.stride
    return self.linear(torch.as_strided(
        x, [windows, self.kernel * self.channels], [self.stride * self.channels, 1]))


# Adds each block's second half to the first half of the next block.
# blocks [T, 2, W], state: the second half that waits [1, W] -> [T, W]
def overlap_add(blocks: Tensor, name: str, state: Dict[str, Tensor]) -> Tensor:
  first = blocks.select(1, 0)
  second = blocks.select(1, 1)
  y = first.clone()
  y[1:] += second[:-1]
  if name in state:
    y[:1] += state[name]
  state[name] = second[-1:].clone()
  return y


# The transposed convolution with K = 2 S: step t reaches outputs t S .. t S + 2 S - 1.
# State: the last S outputs that later input still adds to, without bias.
class TransposedConvolution:
  linear : Linear  # [K O, C]
  bias : Tensor  # [O]
  name : str
  channels : int

  # weight [C, O, K] as published
  def __init__(self, weight: Tensor, bias: Tensor, name: str, precision: str) -> None:
    self.linear = Linear(weight.permute([2, 1, 0]).reshape([-1, weight.size(0)]), None, precision)
    self.bias = bias
    self.name = name
    self.channels = weight.size(1)

  # x [T, C] -> [T S, O]
  def __call__(self, x: Tensor, state: Dict[str, Tensor]) -> Tensor:
    blocks = self.linear(x).view([x.size(0), 2, -1])  # [T, 2, S O]
    return overlap_add(blocks, self.name, state).view([-1, self.channels]) + self.bias


# The same with one filter per channel (C groups) and no bias.
class DepthwiseTransposedConvolution:
  weight : Tensor  # [K, C]
  name : str

  # weight [C, 1, K] as published
  def __init__(self, weight: Tensor, name: str) -> None:
    self.weight = weight.squeeze(1).transpose(0, 1).contiguous()
    self.name = name

  # x [T, C] -> [T S, C]
  def __call__(self, x: Tensor, state: Dict[str, Tensor]) -> Tensor:
    blocks = (x.unsqueeze(1) * self.weight).view([x.size(0), 2, -1])  # [T, 2, S C]
    return overlap_add(blocks, self.name, state).view([-1, x.size(1)])
