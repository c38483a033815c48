# Runs every stage of the family on golden inputs and returns what the golden files name, in their
# layout. `golden` holds their float tensors; codes are given apart.

from io.rhapsode.synth.compute.torch.rotary import rotations
from io.rhapsode.synth.family.voxtral.acoustic import Acoustic, quantise, time_embedding
from io.rhapsode.synth.family.voxtral.backbone import Backbone
from io.rhapsode.synth.compute.torch.attention import Cache, Sequence, next_rotations
from io.rhapsode.synth.family.voxtral.codec import Decoder, Encoder, Stream


class Golden(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def acoustic(
      self, weights: Dict[str, Tensor], features: int, epsilon: float, steps: int, levels: int,
      guidance: float, precision: str) -> Acoustic:
    return Acoustic(weights, features, epsilon, steps, levels, guidance, precision)

  def backbone(
      self, weights: Dict[str, Tensor], acoustic: Acoustic, features: int, max_period: float,
      epsilon: float, sizes: List[int], precision: str) -> Backbone:
    return Backbone(weights, acoustic, features, max_period, epsilon, sizes, precision)

  def decoder(
      self, weights: Dict[str, Tensor], features: int, windows: List[int], strides: List[int],
      epsilon: float, qk_epsilon: float, levels: int) -> Decoder:
    return Decoder(weights, features, windows, strides, epsilon, qk_epsilon, levels)

  def encoder(
      self, weights: Dict[str, Tensor], patch: int, features: int, windows: List[int],
      strides: List[int], epsilon: float, qk_epsilon: float, levels: int) -> Encoder:
    return Encoder(weights, patch, features, windows, strides, epsilon, qk_epsilon, levels)

  def head(
      self, acoustic: Acoustic, backbone: Backbone,
      golden: Dict[str, Tensor]) -> Dict[str, Tensor]:
    out = annotate(Dict[str, Tensor], {})
    steps = acoustic.schedule.size(0)
    times = torch.arange(steps + 1, dtype=torch.float32) / steps
    out["unit.time"] = times
    embedding = time_embedding(times, acoustic.schedule.size(1))
    out["unit.time_embedding"] = embedding
    out["unit.time_rows"] = acoustic.time_projection(embedding)
    conditions = acoustic.conditions(golden["unit.h"])
    out["unit.h_rows"] = conditions
    tokens = acoustic.tokens(golden["unit.noise"], acoustic.schedule.narrow(0, 2, 1), conditions)
    out["unit.tokens"] = tokens
    out["unit.velocity"] = acoustic.velocity(tokens)
    for i in range(len(acoustic.layers)):
      tokens = acoustic.layers[i](tokens, 3)
      out["unit.layer" + str(i)] = tokens
    x = acoustic.sample(golden["unit.h"], golden["unit.noise"], golden["unit.alpha"].unsqueeze(1))
    out["unit.x1"] = x
    semantic = backbone.semantic_code(golden["unit.h"]).unsqueeze(1)
    out["unit.codes"] = torch.cat([semantic, quantise(x, acoustic.levels)], 1).to(torch.float32)
    out["fsq.codes"] = quantise(golden["fsq.x"], acoustic.levels).to(torch.float32)
    return out

  def language(
      self, backbone: Backbone, golden: Dict[str, Tensor], before: Tensor, voice: Tensor,
      after: Tensor) -> Dict[str, Tensor]:
    out = annotate(Dict[str, Tensor], {})
    rows = backbone.prompt_rows(before, voice, after)
    out["prompt.embeds"] = rows
    count = rows.size(0)
    rotation = rotations(torch.arange(count), backbone.features, backbone.max_period).squeeze(1)
    out["rope.cos"] = torch.real(rotation)
    out["rope.sin"] = torch.imag(rotation)
    frames = golden["frames.noise"].size(0)
    sequence = backbone.sequence(count + frames)
    x = rows
    layer_rotation = next_rotations(
        [sequence], [count], x, backbone.features, backbone.max_period)
    first = backbone.sequence(count)
    out["prefill.layer0"] = backbone.layers[0](x, layer_rotation, [first.caches[0]], [count])
    hidden = backbone.read(rows, [sequence], [count])
    out["prefill.hidden"] = hidden
    keys = annotate(List[Tensor], [])
    values = annotate(List[Tensor], [])
    for cache in sequence.caches:
      keys.append(cache.keys[0].narrow(1, 0, count))
      values.append(cache.values[0].narrow(1, 0, count))
    out["prefill.keys"] = torch.stack(keys)
    out["prefill.values"] = torch.stack(values)
    last = hidden[-1:]
    steps = annotate(List[Tensor], [last])
    for frame in range(frames - 1):
      last = backbone.read(golden["frames.embeds"].narrow(0, frame, 1), [sequence], [1])
      steps.append(last)
    self.frames(backbone, torch.cat(steps), golden["frames.noise"], out)
    return out

  # All frames in one batch of the head. hidden [F, E], noise [F, A]
  def frames(
      self, backbone: Backbone, hidden: Tensor, noise: Tensor, out: Dict[str, Tensor]) -> None:
    out["frames.hidden"] = hidden
    out["frames.logits"] = backbone.semantic(hidden)
    out["frames.semantic"] = backbone.semantic_code(hidden).to(torch.float32)
    head = backbone.acoustic
    conditions = head.conditions(hidden)
    x = noise
    path = annotate(List[Tensor], [x])
    with_h = annotate(List[Tensor], [])
    without_h = annotate(List[Tensor], [])
    for step in range(head.schedule.size(0)):
      tokens = head.tokens(x, head.schedule.narrow(0, step, 1), conditions)
      one, other = torch.chunk(head.velocity(tokens), 2)
      with_h.append(one)
      without_h.append(other)
      x = head.advance(x, step, conditions, head.guidance)
      path.append(x)
    out["frames.with_h"] = torch.stack(with_h, 1)
    out["frames.without_h"] = torch.stack(without_h, 1)
    out["frames.x"] = torch.stack(path, 1)
    codes = backbone.codes(hidden, noise)
    out["frames.codes"] = codes.to(torch.float32)
    out["frames.embeds"] = backbone.code_rows(codes)

  # codes [F, Q] int64 with the offset; `shown` frames of the inner stages
  def decode(self, decoder: Decoder, codes: Tensor, shown: int) -> Dict[str, Tensor]:
    out = annotate(Dict[str, Tensor], {})
    out["codec.wave"] = decoder(codes, Stream())
    latents = decoder.quantiser.latents(codes.narrow(0, 0, shown) - 2)
    out["codec.latents"] = latents
    stages = decoder.stages(latents, Stream())
    for i in range(len(stages) - 1):
      out["codec.block" + str(i)] = stages[i]
    stream = Stream()
    decoder(codes.narrow(0, 0, 5), stream)
    decoder(codes.narrow(0, 5, 2), stream)
    for name in stream.state:
      out["codec.state7." + name] = stream.state[name]
    return out

  def encode(self, encoder: Encoder, golden: Dict[str, Tensor]) -> Dict[str, Tensor]:
    out = annotate(Dict[str, Tensor], {})
    stages = encoder.stages(golden["enc.long.wave"])
    out["enc.input_proj"] = stages[0]
    for i in range(len(stages) - 1):
      out["enc.block" + str(i)] = stages[i + 1]
    out["enc.long.raw"] = (encoder(golden["enc.long.wave"]) - 2).to(torch.float32)
    out["enc.short.raw"] = (encoder(golden["enc.short.wave"]) - 2).to(torch.float32)
    return out
