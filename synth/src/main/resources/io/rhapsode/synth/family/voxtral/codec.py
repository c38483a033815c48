# The codec of Voxtral TTS: patches of samples to one semantic and A acoustic codes a frame, and
# back. The decoder is causal and runs whole or in any groups of frames with equal results; a
# stream's state carries the rest. The encoder runs whole.
#
# Letters: F frames, T steps, P samples of a patch, C channels, L features of a latent (S semantic,
# then A acoustic), H, K, G, D as in grouped.py, W window.

from io.rhapsode.synth.compute.torch.convolution import Convolution
from io.rhapsode.synth.compute.torch.grouped import GatedFeedForward, attend
from io.rhapsode.synth.compute.torch.linear import Linear
from io.rhapsode.synth.compute.torch.norm import RmsNorm
from io.rhapsode.synth.family.voxtral.acoustic import first_code, quantise
from io.rhapsode.synth.family.voxtral.weights import read_feed_forward, read_joined
from io.rhapsode.synth.family.voxtral.weights import read_linear, read_norm


# A weight kept as direction and length (weight normalisation over the first axis).
def read_weight(weights: Dict[str, Tensor], name: str) -> Tensor:
  part = "audio_tokenizer." + name + ".conv.parametrizations.weight.original"
  direction = weights[part + "1"]
  length = torch.sqrt(torch.sum(direction * direction, [1, 2], True))
  return direction * (weights[part + "0"] / length)


# A causal convolution whose first input was always there.
class ReplicatingConvolution:
  convolution : Convolution

  def __init__(self, weights: Dict[str, Tensor], name: str, stride: int) -> None:
    self.convolution = Convolution(read_weight(weights, name), None, stride, name, "float32")

  # x [T, C] -> [T / stride, O]
  def __call__(self, x: Tensor, state: Dict[str, Tensor]) -> Tensor:
    layer = self.convolution
    if layer.name not in state:
      state[layer.name] = x[:1].expand([layer.kernel - layer.stride, -1])
    return layer(x, state)


# A causal convolution of stride 1 before which the start is reflected.
class ReflectingConvolution:
  convolution : Convolution

  def __init__(self, weights: Dict[str, Tensor], name: str) -> None:
    self.convolution = Convolution(read_weight(weights, name), None, 1, name, "float32")

  # x [T, C], at first at least K steps -> [T, O]
  def __call__(self, x: Tensor, state: Dict[str, Tensor]) -> Tensor:
    layer = self.convolution
    if layer.name not in state:
      state[layer.name] = torch.flip(x.narrow(0, 1, layer.kernel - 1), [0])
    return layer(x, state)


# Step t reaches outputs t stride .. t stride + kernel - 1.
# State: the last kernel - stride outputs that later input still adds to.
class Upsampling:
  weight : Tensor  # [C, O, kernel]
  name : str
  stride : int

  def __init__(self, weights: Dict[str, Tensor], name: str, stride: int) -> None:
    self.weight = read_weight(weights, name)
    self.name = name
    self.stride = stride

  # x [T, C] -> [T stride, O]
  def __call__(self, x: Tensor, state: Dict[str, Tensor]) -> Tensor:
    y = torch.conv_transpose1d(
        x.transpose(0, 1).unsqueeze(0), self.weight, None, [self.stride])
    y = y.squeeze(0).transpose(0, 1)  # [(T - 1) stride + kernel, O]
    overlap = self.weight.size(2) - self.stride
    ready = x.size(0) * self.stride
    if self.name in state:
      y = y + torch.constant_pad_nd(state[self.name], [0, 0, 0, ready])
    state[self.name] = y.narrow(0, ready, overlap).clone()
    return y.narrow(0, 0, ready)


class CodecLayer:
  norm1 : RmsNorm
  in_proj : Linear  # [(H + 2 K) D, C]
  q_norm : RmsNorm  # over all heads together
  k_norm : RmsNorm
  out_proj : Linear  # [C, H D]
  scale1 : Tensor  # [C]
  norm2 : RmsNorm
  feed_forward : GatedFeedForward
  scale2 : Tensor  # [C]
  name : str
  features : int

  def __init__(
      self, weights: Dict[str, Tensor], name: str, features: int, epsilon: float,
      qk_epsilon: float) -> None:
    layer = "audio_tokenizer." + name
    attention = layer + ".attention."
    self.norm1 = read_norm(weights, layer + ".attention_norm", epsilon)
    self.in_proj = read_joined(weights, attention, ["wq", "wk", "wv"], "float32")
    self.q_norm = read_norm(weights, attention + "q_norm", qk_epsilon)
    self.k_norm = read_norm(weights, attention + "k_norm", qk_epsilon)
    self.out_proj = read_linear(weights, attention + "wo", "float32")
    self.scale1 = weights[layer + ".attention_scale"].clone()
    self.norm2 = read_norm(weights, layer + ".ffn_norm", epsilon)
    self.feed_forward = read_feed_forward(weights, layer + ".feed_forward", "float32")
    self.scale2 = weights[layer + ".ffn_scale"].clone()
    self.name = name
    self.features = features

  # The rows in reach with the new ones; the last W stay for the next call.
  # x [T, K D] -> [1, K, L, D]
  def remember(self, x: Tensor, part: str, window: int, state: Dict[str, Tensor]) -> Tensor:
    rows = x.reshape([x.size(0), -1, self.features]).transpose(0, 1)  # [K, T, D]
    name = self.name + part
    if name in state:
      rows = torch.cat([state[name], rows], 1)
    kept = min(window, rows.size(1))
    state[name] = rows.narrow(1, rows.size(1) - kept, kept).clone()
    return rows.unsqueeze(0)

  # x [T, C], bias [K, G T, L] -> [T, C]
  def __call__(self, x: Tensor, bias: Tensor, window: int, state: Dict[str, Tensor]) -> Tensor:
    wide = self.q_norm.weight.size(0)
    narrow = self.k_norm.weight.size(0)
    qkv = self.in_proj(self.norm1(x))
    q = self.q_norm(qkv.narrow(1, 0, wide)).view([1, x.size(0), -1, self.features])
    k = self.remember(self.k_norm(qkv.narrow(1, wide, narrow)), ".k", window, state)
    v = self.remember(qkv.narrow(1, wide + narrow, narrow), ".v", window, state)
    x = x + self.scale1 * self.out_proj(attend(q, k, v, bias).squeeze(0))
    return x + self.scale2 * self.feed_forward(self.norm2(x))


# A step sees itself and the `window` steps before it, the less the farther away (ALiBi, arXiv
# 2108.12409, with slopes that start at 1).
class CodecTransformer:
  layers : List[CodecLayer]
  slopes : Tensor  # [H]
  groups : int
  window : int

  def __init__(
      self, weights: Dict[str, Tensor], name: str, features: int, window: int, epsilon: float,
      qk_epsilon: float) -> None:
    self.layers = annotate(List[CodecLayer], [])
    while "audio_tokenizer." + name + ".layers." + str(len(self.layers)) + ".ffn_scale" in weights:
      self.layers.append(CodecLayer(
          weights, name + ".layers." + str(len(self.layers)), features, epsilon, qk_epsilon))
    wide = self.layers[0].q_norm.weight
    heads = wide.size(0) // features
    head = torch.arange(heads, dtype=torch.float32, device=wide.device)
    self.slopes = torch.exp2(head * (-8. / heads))
    self.groups = self.layers[0].k_norm.weight.size(0) // features
    self.window = window

  # Of T new steps after `before` remembered ones. -> [K, G T, L]
  def bias(self, count: int, before: int) -> Tensor:
    query = torch.arange(before, before + count, device=self.slopes.device).unsqueeze(1)
    key = torch.arange(before + count, device=self.slopes.device).unsqueeze(0)
    distance = query - key  # [T, L]
    hidden = torch.logical_or(distance < 0, distance > self.window)
    bias = distance * -self.slopes.view([-1, 1, 1])  # [H, T, L]
    return torch.masked_fill(bias, hidden, -float("inf")).view(
        [self.groups, -1, before + count])

  # x [T, C] -> [T, C]
  def __call__(self, x: Tensor, state: Dict[str, Tensor]) -> Tensor:
    before = 0
    first = self.layers[0].name + ".k"
    if first in state:
      before = state[first].size(1)
    bias = self.bias(x.size(0), before)
    for layer in self.layers:
      x = layer(x, bias, self.window, state)
    return x


# What codes stand for.
class Quantiser:
  semantic : Tensor  # [codes, S]
  levels : int

  def __init__(self, weights: Dict[str, Tensor], levels: int) -> None:
    name = "audio_tokenizer.quantizer.semantic_codebook."
    usage = torch.clamp_min(weights[name + "cluster_usage"], 1e-5)
    self.semantic = weights[name + "embedding_sum"] / usage.unsqueeze(1)
    self.levels = levels

  # codes [F, 1 + A] int64 without the offset -> [F, L]
  def latents(self, codes: Tensor) -> Tensor:
    acoustic = codes.narrow(1, 1, codes.size(1) - 1).to(torch.float32)
    return torch.cat([
        torch.embedding(self.semantic, codes.select(1, 0)),
        acoustic * (2. / (self.levels - 1)) - 1.], 1)

  # The nearest semantic row, and the acoustic values rounded. latents [F, L] -> [F, 1 + A]
  def codes(self, latents: Tensor) -> Tensor:
    width = self.semantic.size(1)
    difference = latents.narrow(1, 0, width).unsqueeze(1) - self.semantic  # [F, codes, S]
    nearest = torch.argmin(torch.sum(difference * difference, [2]), 1)
    acoustic = torch.tanh(latents.narrow(1, width, latents.size(1) - width))
    return torch.cat([
        nearest.unsqueeze(1), quantise(acoustic, self.levels) - first_code()], 1)


class Stream:
  state : Dict[str, Tensor]

  def __init__(self) -> None:
    self.state = annotate(Dict[str, Tensor], {})


# Blocks: a convolution, then transformers with an upsampling between each two.
# windows: of each transformer; strides: of the upsamplings
class Decoder:
  quantiser : Quantiser
  first : ReplicatingConvolution
  transformers : List[CodecTransformer]
  upsamplings : List[Upsampling]
  last : ReflectingConvolution

  def __init__(
      self, weights: Dict[str, Tensor], features: int, windows: List[int], strides: List[int],
      epsilon: float, qk_epsilon: float, levels: int) -> None:
    self.quantiser = Quantiser(weights, levels)
    self.first = ReplicatingConvolution(weights, "decoder_blocks.0", 1)
    self.transformers = annotate(List[CodecTransformer], [])
    self.upsamplings = annotate(List[Upsampling], [])
    for i in range(len(windows)):
      self.transformers.append(CodecTransformer(
          weights, "decoder_blocks." + str(2 * i + 1), features, windows[i], epsilon, qk_epsilon))
    for i in range(len(strides)):
      self.upsamplings.append(Upsampling(weights, "decoder_blocks." + str(2 * i + 2), strides[i]))
    self.last = ReflectingConvolution(weights, "output_proj")

  # The output of every block and the patches at the end, [T, C] each. latents [F, L]
  def stages(self, latents: Tensor, stream: Stream) -> List[Tensor]:
    x = self.first(latents, stream.state)
    stages = [x]
    for i in range(len(self.transformers)):
      x = self.transformers[i](x, stream.state)
      stages.append(x)
      if i < len(self.upsamplings):
        x = self.upsamplings[i](x, stream.state)
        stages.append(x)
    stages.append(self.last(x, stream.state))
    return stages

  # codes [F, 1 + A] int64 with the offset -> [samples]
  def __call__(self, codes: Tensor, stream: Stream) -> Tensor:
    latents = self.quantiser.latents(codes - first_code())
    return self.stages(latents, stream)[-1].flatten()


# Blocks: transformers, each followed by a convolution that takes `stride` steps for one.
class Encoder:
  quantiser : Quantiser
  first : ReflectingConvolution
  transformers : List[CodecTransformer]
  convolutions : List[ReplicatingConvolution]
  patch : int

  def __init__(
      self, weights: Dict[str, Tensor], patch: int, features: int, windows: List[int],
      strides: List[int], epsilon: float, qk_epsilon: float, levels: int) -> None:
    self.quantiser = Quantiser(weights, levels)
    self.first = ReflectingConvolution(weights, "input_proj")
    self.transformers = annotate(List[CodecTransformer], [])
    self.convolutions = annotate(List[ReplicatingConvolution], [])
    for i in range(len(windows)):
      self.transformers.append(CodecTransformer(
          weights, "encoder_blocks." + str(2 * i), features, windows[i], epsilon, qk_epsilon))
      self.convolutions.append(ReplicatingConvolution(
          weights, "encoder_blocks." + str(2 * i + 1), strides[i]))
    self.patch = patch

  # Whole patches, and as many of silence as the reflection needs; those are cut off again.
  # samples [n] -> [T, C]
  def project(self, samples: Tensor, state: Dict[str, Tensor]) -> Tensor:
    missing = (self.patch - samples.size(0) % self.patch) % self.patch
    x = torch.constant_pad_nd(samples, [0, missing]).view([-1, self.patch])
    short = max(0, self.first.convolution.kernel - x.size(0))
    return self.first(torch.constant_pad_nd(x, [0, 0, 0, short]), state).narrow(0, 0, x.size(0))

  # x [T, C] -> [T / stride, C], rounded up; the last step fills what is missing
  def reduce(
      self, layer: ReplicatingConvolution, x: Tensor, state: Dict[str, Tensor]) -> Tensor:
    stride = layer.convolution.stride
    missing = (stride - x.size(0) % stride) % stride
    return layer(torch.cat([x, x[-1:].expand([missing, -1])]), state)

  # The first projection and the output of every block, the latents last. samples [n]
  def stages(self, samples: Tensor) -> List[Tensor]:
    state = annotate(Dict[str, Tensor], {})
    x = self.project(samples, state)
    stages = [x]
    for i in range(len(self.transformers)):
      x = self.transformers[i](x, state)
      stages.append(x)
      x = self.reduce(self.convolutions[i], x, state)
      stages.append(x)
    return stages

  # samples [n] -> [F, 1 + A] int64 with the offset
  def __call__(self, samples: Tensor) -> Tensor:
    return self.quantiser.codes(self.stages(samples)[-1]) + first_code()
