# The speaker encoder (ECAPA-TDNN, arXiv 2005.07143): a clip to one vector.
#
# Tensors are [1, C, T]. Letters: C channels, T frames, B mel bands.

from io.rhapsode.synth.family.qwen.layers import read_float


# "Same" convolution that reflects at both ends.
class ReflectingConvolution:
  weight : Tensor  # [O, C, K]
  bias : Tensor  # [O]
  dilation : int

  def __init__(self, weights: Dict[str, Tensor], name: str, dilation: int) -> None:
    self.weight = read_float(weights, name + ".conv.weight")
    self.bias = read_float(weights, name + ".conv.bias")
    self.dilation = dilation

  def __call__(self, x: Tensor) -> Tensor:
    reach = (self.weight.size(2) - 1) * self.dilation
    if reach > 0:
      x = torch.reflection_pad1d(x, [reach // 2, reach - reach // 2])
    return torch.conv1d(x, self.weight, self.bias, [1], [0], [self.dilation])


# Two plain products of channels around a ReLU, as a gate.
class Gate:
  squeeze_weight : Tensor
  squeeze_bias : Tensor
  excite_weight : Tensor
  excite_bias : Tensor

  def __init__(self, weights: Dict[str, Tensor], name: str) -> None:
    self.squeeze_weight = read_float(weights, name + ".conv1.weight")
    self.squeeze_bias = read_float(weights, name + ".conv1.bias")
    self.excite_weight = read_float(weights, name + ".conv2.weight")
    self.excite_bias = read_float(weights, name + ".conv2.bias")

  def __call__(self, x: Tensor) -> Tensor:
    y = torch.mean(x, [2], True)
    y = torch.relu(torch.conv1d(y, self.squeeze_weight, self.squeeze_bias))
    return x * torch.sigmoid(torch.conv1d(y, self.excite_weight, self.excite_bias))


class SpeakerBlock:
  input : ReflectingConvolution
  parts : List[ReflectingConvolution]
  output : ReflectingConvolution
  gate : Gate

  def __init__(
      self, weights: Dict[str, Tensor], name: str, scale: int, dilation: int) -> None:
    self.input = ReflectingConvolution(weights, name + ".tdnn1", 1)
    self.parts = annotate(List[ReflectingConvolution], [])
    for i in range(scale - 1):
      self.parts.append(
          ReflectingConvolution(weights, name + ".res2net_block.blocks." + str(i), dilation))
    self.output = ReflectingConvolution(weights, name + ".tdnn2", 1)
    self.gate = Gate(weights, name + ".se_block")

  # The first part passes, each other adds what the part before it became (arXiv 1904.01169).
  def mixed(self, x: Tensor) -> Tensor:
    pieces = torch.chunk(x, len(self.parts) + 1, 1)
    out = annotate(List[Tensor], [pieces[0]])
    for i in range(len(self.parts)):
      piece = pieces[i + 1] if i == 0 else pieces[i + 1] + out[i]
      out.append(torch.relu(self.parts[i](piece)))
    return torch.cat(out, 1)

  # After the parts, after the gate, and all.
  def stages(self, x: Tensor) -> List[Tensor]:
    mixed = self.mixed(torch.relu(self.input(x)))
    gated = self.gate(torch.relu(self.output(mixed)))
    return [mixed, gated, gated + x]


# Mean and deviation over time, each frame as heavy as its attention says.
class Pooling:
  first : ReflectingConvolution
  second : ReflectingConvolution

  def __init__(self, weights: Dict[str, Tensor]) -> None:
    self.first = ReflectingConvolution(weights, "speaker_encoder.asp.tdnn", 1)
    self.second = ReflectingConvolution(weights, "speaker_encoder.asp", 1)

  # weight [1, C or 1, T] that sums to 1 -> two of [1, C, 1]
  def moments(self, x: Tensor, weight: Tensor) -> Tuple[Tensor, Tensor]:
    mean = torch.sum(weight * x, [2], True)
    difference = x - mean
    variance = torch.sum(weight * difference * difference, [2], True)
    return (mean, torch.sqrt(torch.clamp_min(variance, 1e-12)))

  # x [1, C, T] -> [1, 2 C, 1]
  def __call__(self, x: Tensor) -> Tensor:
    even = torch.full([1, 1, 1], 1. / x.size(2), device=x.device)
    mean, deviation = self.moments(x, even)
    rows = torch.cat([x, mean.expand_as(x), deviation.expand_as(x)], 1)
    attention = self.second(torch.tanh(torch.relu(self.first(rows))))
    mean, deviation = self.moments(x, torch.softmax(attention, 2))
    return torch.cat([mean, deviation], 1)


class SpeakerEncoder:
  mel : Tensor  # [B, bins]
  size : int  # samples of a frame
  hop : int
  first : ReflectingConvolution
  blocks : List[SpeakerBlock]
  joined : ReflectingConvolution
  pooling : Pooling
  out_weight : Tensor
  out_bias : Tensor

  # dilations: of all convolution blocks, the first among them
  def __init__(
      self, weights: Dict[str, Tensor], mel: Tensor, hop: int, scale: int,
      dilations: List[int]) -> None:
    name = "speaker_encoder."
    self.mel = mel.clone()
    self.size = 2 * (mel.size(1) - 1)
    self.hop = hop
    self.first = ReflectingConvolution(weights, name + "blocks.0", dilations[0])
    self.blocks = annotate(List[SpeakerBlock], [])
    for i in range(1, len(dilations) - 1):
      self.blocks.append(
          SpeakerBlock(weights, name + "blocks." + str(i), scale, dilations[i]))
    self.joined = ReflectingConvolution(weights, name + "mfa", dilations[-1])
    self.pooling = Pooling(weights)
    self.out_weight = read_float(weights, name + "fc.weight")
    self.out_bias = read_float(weights, name + "fc.bias")

  # Logarithms of magnitudes. samples [n] -> [T, B]
  def spectrum(self, samples: Tensor) -> Tensor:
    edge = (self.size - self.hop) // 2
    x = torch.reflection_pad1d(samples.view([1, 1, -1]), [edge, edge]).flatten()
    window = torch.hann_window(self.size, True, dtype=torch.float32, device=x.device)
    bins = torch.view_as_real(torch.fft_rfft(x.unfold(0, self.size, self.hop) * window))
    magnitude = torch.sqrt(torch.sum(bins * bins, [2]) + 1e-9)
    return torch.log(torch.clamp_min(torch.linear(magnitude, self.mel), 1e-5))

  # The outputs of the first block and, of each other, its stages; then of all joined.
  # spectrum [T, B]
  def stages(self, spectrum: Tensor) -> List[Tensor]:
    x = torch.relu(self.first(spectrum.transpose(0, 1).unsqueeze(0)))
    stages = annotate(List[Tensor], [x])
    outputs = annotate(List[Tensor], [])
    for block in self.blocks:
      parts = block.stages(x)
      x = parts[2]
      outputs.append(x)
      for part in parts:
        stages.append(part)
    stages.append(torch.relu(self.joined(torch.cat(outputs, 1))))
    return stages

  # pooled [1, 2 C, 1] -> [E]
  def project(self, pooled: Tensor) -> Tensor:
    return torch.conv1d(pooled, self.out_weight, self.out_bias).flatten()

  # samples [n] -> [E]
  def __call__(self, samples: Tensor) -> Tensor:
    return self.project(self.pooling(self.stages(self.spectrum(samples))[-1]))
