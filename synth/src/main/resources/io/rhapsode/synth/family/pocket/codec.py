# The Mimi codec of Pocket TTS: 24 kHz samples to latents at 12.5 Hz and back. Every layer is
# causal, so both ways run whole or piece by piece with equal results; a stream's state carries the
# rest.
#
# Letters: P samples, F frames (1,920 samples each), T steps of the transformer (16 a frame),
# C channels, L features of a latent.

from io.rhapsode.synth.family.pocket.backbone import read_transformer
from io.rhapsode.synth.compute.torch.attention import Sequence
from io.rhapsode.synth.compute.torch.convolution import Convolution
from io.rhapsode.synth.compute.torch.convolution import DepthwiseTransposedConvolution
from io.rhapsode.synth.compute.torch.convolution import TransposedConvolution
from io.rhapsode.synth.compute.torch.transformer import Transformer


# The state of one stream through the encoder or the decoder.
class CodecStream:
  tensors : Dict[str, Tensor]
  sequence : Sequence

  def __init__(self, sequence: Sequence) -> None:
    self.tensors = annotate(Dict[str, Tensor], {})
    self.sequence = sequence


def read_convolution(weights: Dict[str, Tensor], name: str, stride: int) -> Convolution:
  return Convolution(weights[name + ".weight"], weights[name + ".bias"], stride, name, "float32")


def read_plain_convolution(weights: Dict[str, Tensor], name: str, stride: int) -> Convolution:
  return Convolution(weights[name + ".weight"], None, stride, name, "float32")


# x + pointwise(elu(convolution(elu(x))))
class ResidualBlock:
  convolution : Convolution  # C -> C / 2
  pointwise : Convolution  # C / 2 -> C

  def __init__(self, weights: Dict[str, Tensor], name: str) -> None:
    self.convolution = read_convolution(weights, name + ".block.1.conv", 1)
    self.pointwise = read_convolution(weights, name + ".block.3.conv", 1)

  # x [T, C] -> [T, C]
  def __call__(self, x: Tensor, state: Dict[str, Tensor]) -> Tensor:
    y = self.convolution(torch.elu(x), state)
    return x + self.pointwise(torch.elu_(y), state)


class EncoderStage:
  block : ResidualBlock
  down : Convolution

  def __init__(self, block: ResidualBlock, down: Convolution) -> None:
    self.block = block
    self.down = down

  # x [T, C] -> [T / stride, 2 C]
  def __call__(self, x: Tensor, state: Dict[str, Tensor]) -> Tensor:
    return self.down(torch.elu_(self.block(x, state)), state)


class DecoderStage:
  up : TransposedConvolution
  block : ResidualBlock

  def __init__(self, up: TransposedConvolution, block: ResidualBlock) -> None:
    self.up = up
    self.block = block

  # x [T, C] -> [T stride, C / 2]
  def __call__(self, x: Tensor, state: Dict[str, Tensor]) -> Tensor:
    return self.block(self.up(torch.elu(x), state), state)


# ratios: strides in the order of the layers, for example 4, 5, 6 for the published models.
class Encoder:
  first : Convolution
  stages : List[EncoderStage]
  last : Convolution
  transformer : Transformer
  downsample : Convolution

  def __init__(
      self, weights: Dict[str, Tensor], ratios: List[int], downsample_factor: int, heads: int,
      window: int, max_period: float) -> None:
    self.first = read_convolution(weights, "mimi.encoder.model.0.conv", 1)
    self.stages = annotate(List[EncoderStage], [])
    layer = 1
    for ratio in ratios:
      name = "mimi.encoder.model."
      self.stages.append(EncoderStage(
          ResidualBlock(weights, name + str(layer)),
          read_convolution(weights, name + str(layer + 2) + ".conv", ratio)))
      layer = layer + 3
    self.last = read_convolution(weights, "mimi.encoder.model." + str(layer + 1) + ".conv", 1)
    self.transformer = read_transformer(
        weights, "mimi.encoder_transformer.transformer", heads, heads, window, max_period,
        "float32")
    self.downsample = read_plain_convolution(
        weights, "mimi.downsample.conv.conv", downsample_factor)

  def stream(self, capacity: int) -> CodecStream:
    return CodecStream(self.transformer.sequence(self.first.linear.limits, capacity))

  # samples [P], whole frames -> [T, C]
  def convolve(self, samples: Tensor, state: Dict[str, Tensor]) -> Tensor:
    x = self.first(samples.unsqueeze(1), state)
    for stage in self.stages:
      x = stage(x, state)
    return self.last(torch.elu_(x), state)

  # The only layer that starts from its first input repeated instead of from zeros.
  # x [T, C] -> [F, L]
  def reduce(self, x: Tensor, state: Dict[str, Tensor]) -> Tensor:
    name = self.downsample.name
    if name not in state:
      state[name] = x[:1].expand([self.downsample.kernel - self.downsample.stride, -1])
    return self.downsample(x, state)

  # samples [P], whole frames -> [F, L]
  def __call__(self, samples: Tensor, stream: CodecStream) -> Tensor:
    x = self.convolve(samples, stream.tensors)
    x = self.transformer(x, [stream.sequence], [x.size(0)])
    return self.reduce(x, stream.tensors)


class Decoder:
  mean : Tensor  # [L]
  deviation : Tensor  # [L]
  projection : Convolution  # L -> C
  upsample : DepthwiseTransposedConvolution
  transformer : Transformer
  first : Convolution
  stages : List[DecoderStage]
  last : Convolution

  def __init__(
      self, weights: Dict[str, Tensor], ratios: List[int], heads: int, window: int,
      max_period: float, precision: str) -> None:
    self.mean = weights["flow_lm.emb_mean"]
    self.deviation = weights["flow_lm.emb_std"]
    self.projection = read_plain_convolution(weights, "mimi.quantizer.output_proj", 1)
    self.upsample = DepthwiseTransposedConvolution(
        weights["mimi.upsample.convtr.convtr.weight"], "mimi.upsample.convtr")
    self.transformer = read_transformer(
        weights, "mimi.decoder_transformer.transformer", heads, heads, window, max_period,
        precision)
    self.first = read_convolution(weights, "mimi.decoder.model.0.conv", 1)
    self.stages = annotate(List[DecoderStage], [])
    layer = 2
    for ratio in ratios:
      name = "mimi.decoder.model."
      up = name + str(layer) + ".convtr"
      self.stages.append(DecoderStage(
          TransposedConvolution(weights[up + ".weight"], weights[up + ".bias"], up, "float32"),
          ResidualBlock(weights, name + str(layer + 1))))
      layer = layer + 3
    self.last = read_convolution(weights, "mimi.decoder.model." + str(layer) + ".conv", 1)

  def stream(self, capacity: int) -> CodecStream:
    return CodecStream(self.transformer.sequence(self.mean, capacity))

  # latents [F, L] as the backbone makes them, normalised -> [T, C]
  def expand(self, latents: Tensor, state: Dict[str, Tensor]) -> Tensor:
    x = torch.addcmul(self.mean, latents, self.deviation)
    return self.upsample(self.projection(x, state), state)

  # x [T, C] -> [P]
  def convolve(self, x: Tensor, state: Dict[str, Tensor]) -> Tensor:
    x = self.first(x, state)
    for stage in self.stages:
      x = stage(x, state)
    return self.last(torch.elu_(x), state).squeeze(1)

  # latents [F, L] -> [P]
  def __call__(self, latents: Tensor, stream: CodecStream) -> Tensor:
    x = self.expand(latents, stream.tensors)
    x = self.transformer(x, [stream.sequence], [x.size(0)])
    return self.convolve(x, stream.tensors)
