# Runs every stage of the family on golden inputs and returns what golden.safetensors names, in its
# layout: channels first for the codec. `golden` holds the inputs, under their names there; a stage
# whose inputs it lacks is left out.

from io.rhapsode.synth.family.pocket.backbone import Backbone
from io.rhapsode.synth.family.pocket.codec import CodecStream, Decoder, Encoder
from io.rhapsode.synth.compute.torch.attention import Sequence
from io.rhapsode.synth.compute.torch.transformer import Transformer
from io.rhapsode.synth.compute.torch.rotary import rotate, rotations
from io.rhapsode.synth.compute.torch.flow import variance_norm


# [T, C] -> [1, C, T]
def channels_first(x: Tensor) -> Tensor:
  return x.transpose(0, 1).unsqueeze(0)


# [1, C, T] -> [T, C]
def time_first(x: Tensor) -> Tensor:
  return x[0].transpose(0, 1).contiguous()


def put_cache(out: Dict[str, Tensor], name: str, sequence: Sequence) -> None:
  last = len(sequence.caches) - 1
  for layer in [0, last]:
    cache = sequence.caches[layer]
    label = name + (".kv.layer0." if layer == 0 else ".kv.last.")
    out[label + "k"] = cache.keys.narrow(2, 0, cache.length).transpose(1, 2)
    out[label + "v"] = cache.values.narrow(2, 0, cache.length).transpose(1, 2)
  out[name + ".kv.offset"] = torch.tensor([float(sequence.position())])


class Golden(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def backbone(
      self, weights: Dict[str, Tensor], heads: int, key_heads: int, max_period: float,
      head_is_difference: bool, sampling_steps: int, precision: str) -> Backbone:
    return Backbone(
        weights, heads, key_heads, max_period, head_is_difference, sampling_steps, precision)

  def encoder(
      self, weights: Dict[str, Tensor], ratios: List[int], downsample_factor: int, heads: int,
      window: int, max_period: float) -> Encoder:
    return Encoder(weights, ratios, downsample_factor, heads, window, max_period)

  def decoder(
      self, weights: Dict[str, Tensor], ratios: List[int], heads: int, window: int,
      max_period: float, precision: str) -> Decoder:
    return Decoder(weights, ratios, heads, window, max_period, precision)

  # Releases before 4 computed with the exact GELU.
  def use_exact_gelu(self, transformer: Transformer) -> None:
    for layer in transformer.layers:
      layer.feed_forward.gelu = "none"

  def use_exact_gelu_everywhere(
      self, backbone: Backbone, encoder: Encoder, decoder: Decoder) -> int:
    self.use_exact_gelu(backbone.transformer)
    self.use_exact_gelu(encoder.transformer)
    self.use_exact_gelu(decoder.transformer)
    return 0

  def units(self, backbone: Backbone, golden: Dict[str, Tensor]) -> Dict[str, Tensor]:
    out = annotate(Dict[str, Tensor], {})
    first = backbone.transformer.layers[0]
    if "unit.flowlm_norm1.in" in golden:
      out["unit.flowlm_norm1.out"] = first.norm1(golden["unit.flowlm_norm1.in"])
      out["unit.flowlm_out_norm.out"] = backbone.out_norm(golden["unit.flowlm_out_norm.in"])
      out["unit.flow_in_ln.out"] = backbone.flow.blocks[0].norm(golden["unit.flow_in_ln.in"])
      out["unit.flow_norm_final.out"] = backbone.flow.last_norm(golden["unit.flow_norm_final.in"])
    if "unit.gelu.in" in golden:
      out["unit.gelu.out"] = torch.gelu(
          golden["unit.gelu.in"], approximate=first.feed_forward.gelu)
    if "unit.time_rms.in" in golden:
      out["unit.time_rms.out"] = variance_norm(
          golden["unit.time_rms.in"], backbone.flow.times[0].alpha)
    return out

  def flow(self, backbone: Backbone, golden: Dict[str, Tensor]) -> Dict[str, Tensor]:
    out = annotate(Dict[str, Tensor], {})
    head = backbone.flow
    time = backbone.schedule
    if len(head.times) > 0:
      out["flow.time0"] = head.times[0](golden["flow.s"])
      out["flow.time1"] = head.times[1](golden["flow.t"])
      time = head.time(golden["flow.s"], golden["flow.t"])
    condition = head.condition(golden["flow.c"])
    out["flow.cond"] = condition
    out["flow.y"] = condition + time
    y = head.input(golden["flow.x"])
    out["flow.input"] = y
    modulation = head.modulation(torch.silu(out["flow.y"]))
    width = 3 * y.size(1)
    for i in range(len(head.blocks)):
      y = head.blocks[i](y, modulation.narrow(1, i * width, width))
      out["flow.block" + str(i)] = y
    out["flow.v"] = head.velocity(condition, time, golden["flow.x"])
    return out

  # samples [P], whole frames
  def encode(self, encoder: Encoder, samples: Tensor) -> Dict[str, Tensor]:
    out = annotate(Dict[str, Tensor], {})
    out["enc.wave_padded"] = samples.unsqueeze(0).unsqueeze(0)
    stream = encoder.stream(2000)
    x = encoder.convolve(samples, stream.tensors)
    out["enc.seanet_out"] = channels_first(x)
    first = encoder.stream(2000)
    layers = encoder.transformer.layers
    encoder.transformer.layers = layers[:1]
    out["enc.transformer_layer0_out"] = channels_first(
        encoder.transformer(x, [first.sequence], [x.size(0)]))
    encoder.transformer.layers = layers
    x = encoder.transformer(x, [stream.sequence], [x.size(0)])
    out["enc.transformer_out"] = channels_first(x)
    out["enc.downsample_out"] = channels_first(encoder.reduce(x, stream.tensors))
    return out

  def convolve(
      self, encoder: Encoder, decoder: Decoder, golden: Dict[str, Tensor]) -> Dict[str, Tensor]:
    out = annotate(Dict[str, Tensor], {})
    state = annotate(Dict[str, Tensor], {})
    x = encoder.first(golden["dbg_enc.wave"][0, 0].unsqueeze(1), state)
    out["dbg_enc.seanet.0"] = channels_first(x)
    layer = 1
    for stage in encoder.stages:
      x = stage.block(x, state)
      out["dbg_enc.seanet." + str(layer)] = channels_first(x)
      x = stage.down(torch.elu(x), state)
      out["dbg_enc.seanet." + str(layer + 2)] = channels_first(x)
      layer = layer + 3
    out["dbg_enc.seanet." + str(layer + 1)] = channels_first(encoder.last(torch.elu(x), state))
    x = decoder.first(time_first(golden["dbg_dec.in"]), state)
    out["dbg_dec.seanet.0"] = channels_first(x)
    layer = 2
    for decoder_stage in decoder.stages:
      x = decoder_stage.up(torch.elu(x), state)
      out["dbg_dec.seanet." + str(layer)] = channels_first(x)
      x = decoder_stage.block(x, state)
      out["dbg_dec.seanet." + str(layer + 1)] = channels_first(x)
      layer = layer + 3
    out["dbg_dec.seanet." + str(layer)] = channels_first(decoder.last(torch.elu(x), state))
    return out

  # The voice prompt, the text after it, then teacher-forced steps.
  def language(
      self, backbone: Backbone, golden: Dict[str, Tensor], tokens: Tensor,
      steps: str) -> Dict[str, Tensor]:
    out = annotate(Dict[str, Tensor], {})
    latents = time_first(golden["enc.downsample_out"])
    out["voice.conditioning_proj"] = torch.linear(latents, backbone.voice_projection).unsqueeze(0)
    rows = backbone.voice_rows(latents)
    out["voice.sequence"] = rows.unsqueeze(0)
    self.first_layer(backbone, rows, out)
    sequence = backbone.sequence(1000)
    out["voice.backbone_out"] = backbone.read(rows, sequence).unsqueeze(0)
    put_cache(out, "voice", sequence)
    rows = backbone.text_rows(tokens)
    out["text.embeddings"] = rows.unsqueeze(0)
    out["text.backbone_out"] = backbone.read(rows, sequence).unsqueeze(0)
    put_cache(out, "text", sequence)
    rows = backbone.input_linear(golden[steps + ".input_latent"])
    out[steps + ".backbone_in"] = rows
    normalised = annotate(List[Tensor], [])
    for k in range(rows.size(0)):
      normalised.append(backbone.read(rows[k:k + 1], sequence))
    out[steps + ".out_norm"] = torch.cat(normalised)
    h = backbone.condition(out[steps + ".out_norm"])
    out[steps + ".backbone_out"] = h
    out[steps + ".eos_logit"] = backbone.out_eos(h).squeeze(1)
    self.sampler(backbone, h, golden["ar.noise"], steps, out)
    out[steps + ".latent"] = backbone.flow.sample(h, backbone.schedule, golden["ar.noise"])
    put_cache(out, steps, sequence)
    return out

  # Every step of the sampler. hidden [N, Z], noise [N, L]
  def sampler(
      self, backbone: Backbone, hidden: Tensor, noise: Tensor, steps: str,
      out: Dict[str, Tensor]) -> None:
    condition = backbone.flow.condition(hidden)
    count = backbone.schedule.size(0)
    starts = annotate(List[Tensor], [])
    velocities = annotate(List[Tensor], [])
    x = noise
    for i in range(count):
      starts.append(x)
      velocities.append(backbone.flow.velocity(condition, backbone.schedule[i:i + 1], x))
      x = x + velocities[i] / count
    out[steps + ".flow_x"] = torch.stack(starts, 1)
    out[steps + ".flow_v"] = torch.stack(velocities, 1)

  # Layer 0 of the voice pass, taken apart. rows [T, E]
  def first_layer(self, backbone: Backbone, rows: Tensor, out: Dict[str, Tensor]) -> None:
    layer = backbone.transformer.layers[0]
    attention = layer.attention
    norm1 = layer.norm1(rows)
    out["dbg_lm.layer0.norm1"] = norm1.unsqueeze(0)
    qkv = attention.in_proj(norm1)
    out["dbg_lm.layer0.qkv"] = qkv.unsqueeze(0)
    split = qkv.view([rows.size(0), attention.heads + 2 * attention.key_heads, -1])
    rotation = rotations(torch.arange(rows.size(0)), split.size(2), backbone.transformer.max_period)
    q = rotate(split.narrow(1, 0, attention.heads), rotation)
    k = rotate(split.narrow(1, attention.heads, attention.key_heads), rotation)
    v = split.narrow(1, attention.heads + attention.key_heads, attention.key_heads)
    out["dbg_lm.layer0.q_rope"] = q.unsqueeze(0)
    out["dbg_lm.layer0.k_rope"] = k.unsqueeze(0)
    mixed = attention.mix(q, k, v, backbone.sequence(100).caches[0])
    out["dbg_lm.layer0.attn"] = mixed.unsqueeze(0)
    attended = attention.out_proj(mixed)
    out["dbg_lm.layer0.attn_out"] = attended.unsqueeze(0)
    x = rows + attended
    out["dbg_lm.layer0.after_sa"] = x.unsqueeze(0)
    norm2 = layer.norm2(x)
    out["dbg_lm.layer0.norm2"] = norm2.unsqueeze(0)
    expanded = layer.feed_forward.expand(norm2)
    out["dbg_lm.layer0.linear1"] = expanded.unsqueeze(0)
    hidden = torch.gelu(expanded, approximate=layer.feed_forward.gelu)
    out["dbg_lm.layer0.ffn_hidden"] = hidden.unsqueeze(0)
    fed = layer.feed_forward.reduce(hidden)
    out["dbg_lm.layer0.ffn_out"] = fed.unsqueeze(0)
    x = x + fed
    out["dbg_lm.layer0.out"] = x.unsqueeze(0)
    for i in range(1, len(backbone.transformer.layers)):
      caches = [backbone.sequence(100).caches[i]]
      x = backbone.transformer.layers[i](x, rotation, caches, [rows.size(0)])
      out["dbg_lm.layer" + str(i) + ".out"] = x.unsqueeze(0)

  def decode(self, decoder: Decoder, golden: Dict[str, Tensor]) -> Dict[str, Tensor]:
    out = annotate(Dict[str, Tensor], {})
    latents = golden["ar1.latent"]
    denormalised = torch.addcmul(decoder.mean, latents, decoder.deviation)
    out["dec1.denorm"] = channels_first(denormalised)
    stream = decoder.stream(2000)
    out["dec1.quantizer_out"] = channels_first(decoder.projection(denormalised, stream.tensors))
    x = decoder.expand(latents, stream.tensors)
    out["dec1.upsample_out"] = channels_first(x)
    x = decoder.transformer(x, [stream.sequence], [x.size(0)])
    out["dec1.transformer_out"] = channels_first(x)
    out["dec1.wave_whole"] = decoder.convolve(x, stream.tensors).unsqueeze(0).unsqueeze(0)
    out["dec1.wave_stream"] = self.frame_by_frame(decoder, latents, out)
    if "ar4.latent" in golden:
      unused = annotate(Dict[str, Tensor], {})
      out["dec4.wave_stream"] = self.frame_by_frame(decoder, golden["ar4.latent"], unused)
    return out

  # latents [F, L] -> [F, samples of a frame]; puts the state after three frames into `out`
  def frame_by_frame(self, decoder: Decoder, latents: Tensor, out: Dict[str, Tensor]) -> Tensor:
    stream = decoder.stream(300)
    frames = annotate(List[Tensor], [])
    for i in range(latents.size(0)):
      frames.append(decoder(latents[i:i + 1], stream))
      if i == 2:
        self.put_state(decoder, stream, out)
    return torch.stack(frames)

  def put_state(self, decoder: Decoder, stream: CodecStream, out: Dict[str, Tensor]) -> None:
    channels_of = {"mimi.upsample.convtr": decoder.upsample.weight.size(1)}
    for stage in decoder.stages:
      channels_of[stage.up.name] = stage.up.channels
    for name, tensor in stream.tensors.items():
      label = name.replace("mimi.", "dec1.state_after3.")
      if name.endswith(".convtr"):
        channels = channels_of[name]
        waiting = tensor.view([-1, channels])
        label = label if name == "mimi.upsample.convtr" else label.replace(".convtr", "")
        out[label + "/partial"] = channels_first(waiting)
      else:
        out[label.replace(".conv", "") + "/previous"] = channels_first(tensor)
    for i in range(len(stream.sequence.caches)):
      cache = stream.sequence.caches[i]
      label = "dec1.state_after3.decoder_transformer.transformer.layers." + str(i) + ".self_attn/"
      both = torch.stack([cache.keys, cache.values]).narrow(3, 0, cache.length)
      out[label + "cache"] = both.transpose(2, 3)
      out[label + "offset"] = torch.tensor([float(cache.start + cache.length)])
