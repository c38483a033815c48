# The encoder of the 12 Hz codec (that of Mimi, arXiv 2410.00037): a whole clip to codes.
#
# Letters: T steps, C channels, E features of the transformer, F frames, Q codebooks.

from io.rhapsode.synth.compute.torch.grouped import attend, causal
from io.rhapsode.synth.compute.torch.linear import Linear
from io.rhapsode.synth.compute.torch.norm import LayerNorm
from io.rhapsode.synth.compute.torch.rotary import rotate_halves, rotations
from io.rhapsode.synth.family.qwen.causal import WholeConvolution
from io.rhapsode.synth.family.qwen.decoder import codebook
from io.rhapsode.synth.family.qwen.layers import count_layers, read_float, read_joined, read_linear


def read_layer_norm(weights: Dict[str, Tensor], name: str, epsilon: float) -> LayerNorm:
  weight = read_float(weights, name + ".weight")
  return LayerNorm(weight, read_float(weights, name + ".bias"), weight.size(0), epsilon)


class EncoderUnit:
  convolution1 : WholeConvolution
  convolution2 : WholeConvolution

  def __init__(self, weights: Dict[str, Tensor], name: str, dilation: int) -> None:
    self.convolution1 = WholeConvolution(weights, name + ".block.1.conv", 1, dilation, False)
    self.convolution2 = WholeConvolution(weights, name + ".block.3.conv", 1, 1, False)

  # x [1, C, T] -> [1, C, T]
  def __call__(self, x: Tensor) -> Tensor:
    return x + self.convolution2(torch.elu(self.convolution1(torch.elu(x))))


class EncoderLayer:
  norm1 : LayerNorm
  in_proj : Linear  # [(H + 2 K) D, E]
  out_proj : Linear
  scale1 : Tensor
  norm2 : LayerNorm
  expand : Linear
  reduce : Linear
  scale2 : Tensor
  heads : int
  groups : int

  def __init__(
      self, weights: Dict[str, Tensor], name: str, features: int, epsilon: float) -> None:
    attention = name + ".self_attn."
    self.norm1 = read_layer_norm(weights, name + ".input_layernorm", epsilon)
    self.in_proj = read_joined(weights, attention, ["q_proj", "k_proj", "v_proj"], "float32")
    self.out_proj = read_linear(weights, attention + "o_proj", "float32")
    self.scale1 = read_float(weights, name + ".self_attn_layer_scale.scale")
    self.norm2 = read_layer_norm(weights, name + ".post_attention_layernorm", epsilon)
    self.expand = read_linear(weights, name + ".mlp.fc1", "float32")
    self.reduce = read_linear(weights, name + ".mlp.fc2", "float32")
    self.scale2 = read_float(weights, name + ".mlp_layer_scale.scale")
    self.heads = weights[attention + "q_proj.weight"].size(0) // features
    self.groups = weights[attention + "k_proj.weight"].size(0) // features

  # x [T, E], rotation [T, 1, D/2] -> [T, E]
  def __call__(self, x: Tensor, rotation: Tensor) -> Tensor:
    count = x.size(0)
    qkv = self.in_proj(self.norm1(x)).view([count, self.heads + 2 * self.groups, -1])
    rotated = rotate_halves(qkv.narrow(1, 0, self.heads + self.groups), rotation)
    k = rotated.narrow(1, self.heads, self.groups).transpose(0, 1).unsqueeze(0)
    v = qkv.narrow(1, self.heads + self.groups, self.groups).transpose(0, 1).unsqueeze(0)
    mask = causal(count, 0, self.heads // self.groups, x)
    y = attend(rotated.narrow(1, 0, self.heads).unsqueeze(0), k, v, mask).squeeze(0)
    x = x + self.scale1 * self.out_proj(y)
    fed = self.reduce(torch.gelu(self.expand(self.norm2(x)), approximate="none"))
    return x + self.scale2 * fed


# A group of codebooks, each for what those before it left over.
class Quantiser:
  projection : Tensor  # [S, E]
  tables : List[Tensor]  # [codes, S]

  def __init__(self, weights: Dict[str, Tensor], name: str) -> None:
    self.projection = read_float(weights, name + "input_proj.weight").squeeze(2)
    self.tables = annotate(List[Tensor], [])
    book = name + "layers.0.codebook."
    while book + "cluster_usage" in weights:
      self.tables.append(codebook(weights, book, "embed_sum"))
      book = name + "layers." + str(len(self.tables)) + ".codebook."

  # x [F, E] -> [F, at most `books`]
  def __call__(self, x: Tensor, books: int) -> Tensor:
    rest = torch.linear(x, self.projection)
    codes = annotate(List[Tensor], [])
    for table in self.tables:
      if len(codes) < books:
        # Differences themselves: the shorter way by products decides ties at random.
        nearest = torch.argmin(torch.cdist(rest, table, 2., 2), 1)
        codes.append(nearest)
        rest = rest - torch.embedding(table, nearest)
    return torch.stack(codes, 1)


class Encoder:
  first : WholeConvolution
  units : List[List[EncoderUnit]]  # of each ratio
  reductions : List[WholeConvolution]
  last : WholeConvolution
  layers : List[EncoderLayer]
  downsampling : WholeConvolution
  semantic : Quantiser
  acoustic : Quantiser
  features : int
  max_period : float

  # ratios: steps that become one, in the order in which the encoder runs; units: residual units
  # before each; growth: of their dilation
  def __init__(
      self, weights: Dict[str, Tensor], ratios: List[int], units: int, growth: int, features: int,
      epsilon: float, max_period: float, stride: int) -> None:
    name = "encoder.encoder.layers."
    self.first = WholeConvolution(weights, name + "0.conv", 1, 1, False)
    self.units = annotate(List[List[EncoderUnit]], [])
    self.reductions = annotate(List[WholeConvolution], [])
    index = 1
    for ratio in ratios:
      row = annotate(List[EncoderUnit], [])
      dilation = 1
      for i in range(units):
        row.append(EncoderUnit(weights, name + str(index), dilation))
        dilation = dilation * growth
        index = index + 1
      self.units.append(row)
      self.reductions.append(
          WholeConvolution(weights, name + str(index + 1) + ".conv", ratio, 1, False))
      index = index + 2
    self.last = WholeConvolution(weights, name + str(index + 1) + ".conv", 1, 1, False)
    transformer = "encoder.encoder_transformer.layers."
    self.layers = annotate(List[EncoderLayer], [])
    for i in range(count_layers(weights, transformer)):
      self.layers.append(EncoderLayer(weights, transformer + str(i), features, epsilon))
    self.downsampling = WholeConvolution(weights, "encoder.downsample.conv", stride, 1, True)
    quantiser = "encoder.quantizer."
    self.semantic = Quantiser(weights, quantiser + "semantic_residual_vector_quantizer.")
    self.acoustic = Quantiser(weights, quantiser + "acoustic_residual_vector_quantizer.")
    self.features = features
    self.max_period = max_period

  # Every convolution's and residual unit's output, in order. samples [n] -> [1, C, T] each
  def convolve(self, samples: Tensor) -> List[Tensor]:
    x = self.first(samples.view([1, 1, -1]))
    stages = annotate(List[Tensor], [x])
    for i in range(len(self.reductions)):
      for unit in self.units[i]:
        x = unit(x)
        stages.append(x)
      x = self.reductions[i](torch.elu(x))
      stages.append(x)
    stages.append(self.last(torch.elu(x)))
    return stages

  # Every layer's output. x [1, E, T] -> [T, E] each
  def transform(self, x: Tensor) -> List[Tensor]:
    x = x.squeeze(0).transpose(0, 1)
    positions = torch.arange(x.size(0), device=x.device)
    rotation = rotations(positions, self.features, self.max_period)
    stages = annotate(List[Tensor], [])
    for layer in self.layers:
      x = layer(x, rotation)
      stages.append(x)
    return stages

  # x [T, E] -> [F, E]
  def reduce(self, x: Tensor) -> Tensor:
    return self.downsampling(x.transpose(0, 1).unsqueeze(0)).squeeze(0).transpose(0, 1)

  # Both groups read the same. x [F, E] -> [F, books] int64
  def quantise(self, x: Tensor, books: int) -> Tensor:
    semantic = self.semantic(x, books)
    return torch.cat([semantic, self.acoustic(x, books - semantic.size(1))], 1)

  # samples [n] -> [F, books] int64
  def __call__(self, samples: Tensor, books: int) -> Tensor:
    steps = self.transform(self.convolve(samples)[-1])[-1]
    return self.quantise(self.reduce(steps), books)
