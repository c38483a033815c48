# The decoder of the 12 Hz codec: one semantic and Q - 1 acoustic codes a frame to sound. It is
# causal and runs whole or in any groups of frames with equal results; a stream carries the rest.
#
# Letters: F frames, T steps, C channels, E features of the transformer, H, K, G, D, L as in
# grouped.py, W window.

from io.rhapsode.synth.compute.torch.grouped import GatedFeedForward, attend
from io.rhapsode.synth.compute.torch.linear import Linear
from io.rhapsode.synth.compute.torch.norm import LayerNorm, RmsNorm
from io.rhapsode.synth.compute.torch.rotary import rotate_halves, rotations
from io.rhapsode.synth.family.qwen.causal import StreamedConvolution, StreamedUpsampling
from io.rhapsode.synth.family.qwen.layers import count_layers, read_affine, read_float
from io.rhapsode.synth.family.qwen.layers import read_joined, read_linear, read_norm


class Stream:
  state : Dict[str, Tensor]
  position : int  # of the next step of the transformer

  def __init__(self) -> None:
    self.state = annotate(Dict[str, Tensor], {})
    self.position = 0

  # The same place in the sound; what is decoded of one does not show in the other.
  def copy(self) -> Stream:
    other = Stream()
    for name in self.state:
      other.state[name] = self.state[name]
    other.position = self.position
    return other


# The rows of a codebook. -> [codes, features]
def codebook(weights: Dict[str, Tensor], name: str, sum: str) -> Tensor:
  usage = torch.clamp_min(read_float(weights, name + "cluster_usage"), 1e-5)
  return read_float(weights, name + sum) / usage.unsqueeze(1)


# What codes stand for: the sum over the codebooks, each after the projection of its group.
class Dequantiser:
  table : Tensor  # [codes of all codebooks, C]
  offsets : Tensor  # [Q] int64

  def __init__(self, weights: Dict[str, Tensor]) -> None:
    name = "decoder.quantizer."
    tables = annotate(List[Tensor], [])
    for group in ["rvq_first.", "rvq_rest."]:
      projection = read_float(weights, name + group + "output_proj.weight").squeeze(2)
      i = 0
      book = name + group + "vq.layers.0._codebook."
      while book + "cluster_usage" in weights:
        tables.append(torch.linear(codebook(weights, book, "embedding_sum"), projection))
        i = i + 1
        book = name + group + "vq.layers." + str(i) + "._codebook."
    size = tables[0].size(0)
    self.table = torch.cat(tables)
    self.offsets = torch.arange(len(tables), device=self.table.device) * size

  # codes [F, Q] int64 -> [1, C, F]
  def __call__(self, codes: Tensor) -> Tensor:
    rows = torch.sum(torch.embedding(self.table, codes + self.offsets), [1])
    return rows.transpose(0, 1).unsqueeze(0)


class DecoderLayer:
  norm1 : RmsNorm
  in_proj : Linear  # [(H + 2 K) D, E]
  out_proj : Linear  # [E, H D]
  scale1 : Tensor  # [E]
  norm2 : RmsNorm
  feed_forward : GatedFeedForward
  scale2 : Tensor  # [E]
  name : str
  heads : int
  groups : int

  def __init__(
      self, weights: Dict[str, Tensor], name: str, features: int, epsilon: float) -> None:
    attention = name + ".self_attn."
    self.norm1 = read_norm(weights, name + ".input_layernorm", epsilon)
    self.in_proj = read_joined(weights, attention, ["q_proj", "k_proj", "v_proj"], "float32")
    self.out_proj = read_linear(weights, attention + "o_proj", "float32")
    self.scale1 = read_float(weights, name + ".self_attn_layer_scale.scale")
    self.norm2 = read_norm(weights, name + ".post_attention_layernorm", epsilon)
    self.feed_forward = GatedFeedForward(
        read_joined(weights, name + ".mlp.", ["gate_proj", "up_proj"], "float32"),
        read_linear(weights, name + ".mlp.down_proj", "float32"))
    self.scale2 = read_float(weights, name + ".mlp_layer_scale.scale")
    self.name = name
    self.heads = weights[attention + "q_proj.weight"].size(0) // features
    self.groups = weights[attention + "k_proj.weight"].size(0) // features

  # The rows in reach with the new ones; the last W - 1 stay for the next call.
  # x [T, K, D] -> [1, K, L, D]
  def remember(self, x: Tensor, part: str, window: int, state: Dict[str, Tensor]) -> Tensor:
    name = self.name + part
    rows = x.transpose(0, 1)  # [K, T, D]
    if name in state:
      rows = torch.cat([state[name], rows], 1)
    kept = min(window - 1, rows.size(1))
    state[name] = rows.narrow(1, rows.size(1) - kept, kept).clone()
    return rows.unsqueeze(0)

  # x [T, E], rotation [T, 1, D/2], mask [G T, L] bool -> [T, E]
  def __call__(
      self, x: Tensor, rotation: Tensor, mask: Tensor, window: int,
      state: Dict[str, Tensor]) -> Tensor:
    qkv = self.in_proj(self.norm1(x)).view([x.size(0), self.heads + 2 * self.groups, -1])
    rotated = rotate_halves(qkv.narrow(1, 0, self.heads + self.groups), rotation)
    k = self.remember(rotated.narrow(1, self.heads, self.groups), ".k", window, state)
    v = self.remember(
        qkv.narrow(1, self.heads + self.groups, self.groups), ".v", window, state)
    y = attend(rotated.narrow(1, 0, self.heads).unsqueeze(0), k, v, mask).squeeze(0)
    x = x + self.scale1 * self.out_proj(y)
    return x + self.scale2 * self.feed_forward(self.norm2(x))


# A step sees itself and the W - 1 steps before it.
class DecoderTransformer:
  input : Linear  # [E, C]
  layers : List[DecoderLayer]
  norm : RmsNorm
  output : Linear  # [C, E]
  features : int
  window : int
  max_period : float

  def __init__(
      self, weights: Dict[str, Tensor], features: int, window: int, epsilon: float,
      max_period: float) -> None:
    name = "decoder.pre_transformer."
    self.input = read_affine(weights, name + "input_proj", "float32")
    self.layers = annotate(List[DecoderLayer], [])
    for i in range(count_layers(weights, name + "layers.")):
      self.layers.append(DecoderLayer(weights, name + "layers." + str(i), features, epsilon))
    self.norm = read_norm(weights, name + "norm", epsilon)
    self.output = read_affine(weights, name + "output_proj", "float32")
    self.features = features
    self.window = window
    self.max_period = max_period

  # Of T new steps after `before` remembered ones. -> [G T, L] bool
  def mask(self, count: int, before: int, like: Tensor) -> Tensor:
    query = torch.arange(before, before + count, device=like.device).unsqueeze(1)
    distance = query - torch.arange(before + count, device=like.device).unsqueeze(0)
    seen = torch.logical_and(distance >= 0, distance < self.window)
    return seen.repeat([self.layers[0].heads // self.layers[0].groups, 1])

  # x [T, C] -> the output of every layer [T, E] and of the whole [T, C], in order
  def stages(self, x: Tensor, stream: Stream) -> List[Tensor]:
    count = x.size(0)
    positions = torch.arange(stream.position, stream.position + count, device=x.device)
    rotation = rotations(positions, self.features, self.max_period)
    mask = self.mask(count, min(stream.position, self.window - 1), x)
    stream.position = stream.position + count
    x = self.input(x)
    stages = annotate(List[Tensor], [])
    for layer in self.layers:
      x = layer(x, rotation, mask, self.window, stream.state)
      stages.append(x)
    stages.append(self.output(self.norm(x)))
    return stages


# Depthwise convolution, then two products per step, around a residual (arXiv 2201.03545).
class ConvNext:
  depthwise : StreamedConvolution
  norm : LayerNorm
  expand : Linear
  reduce : Linear
  gamma : Tensor  # [C]

  def __init__(self, weights: Dict[str, Tensor], name: str) -> None:
    self.gamma = read_float(weights, name + ".gamma")
    channels = self.gamma.size(0)
    self.depthwise = StreamedConvolution(weights, name + ".dwconv.conv", 1, channels)
    self.norm = LayerNorm(
        read_float(weights, name + ".norm.weight"), read_float(weights, name + ".norm.bias"),
        channels, 1e-6)
    self.expand = read_affine(weights, name + ".pwconv1", "float32")
    self.reduce = read_affine(weights, name + ".pwconv2", "float32")

  # x [1, C, T] -> [1, C, T]
  def __call__(self, x: Tensor, state: Dict[str, Tensor]) -> Tensor:
    y = self.norm(self.depthwise(x, state).transpose(1, 2))
    y = self.gamma * self.reduce(torch.gelu(self.expand(y), approximate="none"))
    return x + y.transpose(1, 2)


# x + sin(x e^alpha)^2 / e^beta (arXiv 2206.04658)
class Snake:
  frequency : Tensor  # [C, 1]
  scale : Tensor  # [C, 1]

  def __init__(self, weights: Dict[str, Tensor], name: str) -> None:
    self.frequency = torch.exp(read_float(weights, name + "alpha")).unsqueeze(1)
    self.scale = 1. / (torch.exp(read_float(weights, name + "beta")).unsqueeze(1) + 1e-9)

  def __call__(self, x: Tensor) -> Tensor:
    wave = torch.sin(x * self.frequency)
    return torch.addcmul(x, wave * wave, self.scale)


class ResidualUnit:
  snake1 : Snake
  convolution1 : StreamedConvolution
  snake2 : Snake
  convolution2 : StreamedConvolution

  def __init__(self, weights: Dict[str, Tensor], name: str, dilation: int) -> None:
    self.snake1 = Snake(weights, name + ".act1.")
    self.convolution1 = StreamedConvolution(weights, name + ".conv1.conv", dilation, 1)
    self.snake2 = Snake(weights, name + ".act2.")
    self.convolution2 = StreamedConvolution(weights, name + ".conv2.conv", 1, 1)

  def __call__(self, x: Tensor, state: Dict[str, Tensor]) -> Tensor:
    y = self.convolution1(self.snake1(x), state)
    return x + self.convolution2(self.snake2(y), state)


class DecoderBlock:
  snake : Snake
  upsampling : StreamedUpsampling
  units : List[ResidualUnit]

  def __init__(self, weights: Dict[str, Tensor], name: str, stride: int) -> None:
    self.snake = Snake(weights, name + ".block.0.")
    self.upsampling = StreamedUpsampling(weights, name + ".block.1.conv", stride)
    self.units = annotate(List[ResidualUnit], [])
    for dilation in [1, 3, 9]:
      self.units.append(
          ResidualUnit(weights, name + ".block." + str(len(self.units) + 2), dilation))

  # x [1, C, T] -> after the upsampling, and after all, [1, O, T stride]
  def stages(self, x: Tensor, state: Dict[str, Tensor]) -> List[Tensor]:
    x = self.upsampling(self.snake(x), state)
    stages = annotate(List[Tensor], [x])
    for unit in self.units:
      x = unit(x, state)
    stages.append(x)
    return stages


class Decoder:
  dequantiser : Dequantiser
  first : StreamedConvolution
  transformer : DecoderTransformer
  upsamplings : List[StreamedUpsampling]
  blends : List[ConvNext]
  input : StreamedConvolution
  blocks : List[DecoderBlock]
  snake : Snake
  output : StreamedConvolution

  # ratios: of the upsamplings behind the transformer; rates: of the blocks
  def __init__(
      self, weights: Dict[str, Tensor], features: int, window: int, epsilon: float,
      max_period: float, ratios: List[int], rates: List[int]) -> None:
    self.dequantiser = Dequantiser(weights)
    self.first = StreamedConvolution(weights, "decoder.pre_conv.conv", 1, 1)
    self.transformer = DecoderTransformer(weights, features, window, epsilon, max_period)
    self.upsamplings = annotate(List[StreamedUpsampling], [])
    self.blends = annotate(List[ConvNext], [])
    for i in range(len(ratios)):
      name = "decoder.upsample." + str(i)
      self.upsamplings.append(StreamedUpsampling(weights, name + ".0.conv", ratios[i]))
      self.blends.append(ConvNext(weights, name + ".1"))
    self.input = StreamedConvolution(weights, "decoder.decoder.0.conv", 1, 1)
    self.blocks = annotate(List[DecoderBlock], [])
    for i in range(len(rates)):
      self.blocks.append(DecoderBlock(weights, "decoder.decoder." + str(i + 1), rates[i]))
    last = len(rates) + 1
    self.snake = Snake(weights, "decoder.decoder." + str(last) + ".")
    self.output = StreamedConvolution(
        weights, "decoder.decoder." + str(last + 1) + ".conv", 1, 1)

  # What the transformer reads. codes [F, Q] int64 -> [1, C, F]
  def latent(self, codes: Tensor, stream: Stream) -> Tensor:
    return self.first(self.dequantiser(codes), stream.state)

  # x [1, C, F]: what the transformer made -> [samples]
  def sound(self, x: Tensor, stream: Stream) -> Tensor:
    for i in range(len(self.blends)):
      x = self.blends[i](self.upsamplings[i](x, stream.state), stream.state)
    x = self.input(x, stream.state)
    for block in self.blocks:
      x = block.stages(x, stream.state)[1]
    return torch.clamp(self.output(self.snake(x), stream.state), -1., 1.).flatten()

  # codes [F, Q] int64 -> [samples]
  def __call__(self, codes: Tensor, stream: Stream) -> Tensor:
    x = self.latent(codes, stream).squeeze(0).transpose(0, 1)
    x = self.transformer.stages(x, stream)[-1]
    return self.sound(x.transpose(0, 1).unsqueeze(0), stream)
