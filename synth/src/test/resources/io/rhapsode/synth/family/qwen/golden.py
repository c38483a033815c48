# Runs every stage of the family on golden inputs and returns what the golden files name, in their
# layout. It makes nothing of its own: the objects are those of the product.

from io.rhapsode.synth.compute.torch.attention import Cache, next_rotations
from io.rhapsode.synth.family.qwen.decoder import Decoder, Stream
from io.rhapsode.synth.family.qwen.encoder import Encoder
from io.rhapsode.synth.family.qwen.sampling import Sampling, talker_scores
from io.rhapsode.synth.family.qwen.speaker import SpeakerEncoder
from io.rhapsode.synth.family.qwen.talker import Talker, Utterance


class Golden(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def sampling(self, draws: bool, temperature: float, top_k: int, top_p: float) -> Sampling:
    return Sampling(draws, temperature, top_k, top_p)

  def talker(
      self, weights: Dict[str, Tensor], features: List[int], epsilon: List[float],
      period: List[float], control: int, end: int, least: int, pad: int, penalty: float,
      sampling: Sampling, predictor_sampling: Sampling, precision: str) -> Talker:
    return Talker(
        weights, features[0], epsilon[0], period[0], control, end, least, pad, penalty, sampling,
        features[1], epsilon[1], period[1], predictor_sampling, precision)

  def decoder(
      self, weights: Dict[str, Tensor], features: int, window: int, epsilon: float,
      max_period: float, ratios: List[int], rates: List[int]) -> Decoder:
    return Decoder(weights, features, window, epsilon, max_period, ratios, rates)

  def encoder(
      self, weights: Dict[str, Tensor], ratios: List[int], units: int, growth: int, features: int,
      epsilon: float, max_period: float, stride: int) -> Encoder:
    return Encoder(weights, ratios, units, growth, features, epsilon, max_period, stride)

  def speaker_encoder(
      self, weights: Dict[str, Tensor], mel: Tensor, hop: int, scale: int,
      dilations: List[int]) -> SpeakerEncoder:
    return SpeakerEncoder(weights, mel, hop, scale, dilations)

  # Rows of the control tokens.
  def controls(self, talker: Talker, ids: Tensor) -> Tensor:
    return talker.text_rows(ids)

  # A run whose codes [F, Q] are known: each frame reads what was made of the frame before.
  def run(
      self, talker: Talker, text: Tensor, codes: Tensor, speaker: Tensor, place: int, rest: Tensor,
      made: Tensor) -> Dict[str, Tensor]:
    out = annotate(Dict[str, Tensor], {})
    rows = talker.prompt_rows(text, codes, speaker, place)
    out["prefill_embeds"] = rows
    count = rows.size(0)
    out["trailing"] = talker.text_rows(rest) if rest.size(0) > 0 else talker.pad
    sequence = talker.sequence(count)
    rotation = next_rotations([sequence], [count], rows, talker.features, talker.max_period)
    x = rows
    for i in range(len(talker.layers)):
      x = talker.layers[i](x, rotation, [sequence.caches[i]], [count])
      out["prefill_layer" + str(i)] = x
      out["k" + str(i)] = sequence.caches[i].keys[0].narrow(1, 0, count).clone()
      out["v" + str(i)] = sequence.caches[i].values[0].narrow(1, 0, count).clone()
    out["prefill_hidden"] = talker.norm(x)
    utterance = talker.start(rows, rest, 1)
    hidden = annotate(List[Tensor], [utterance.hidden])
    inputs = annotate(List[Tensor], [])
    scores = annotate(List[Tensor], [talker.scores([utterance], utterance.hidden)])
    every = torch.arange(talker.forbidden.size(1))
    for frame in range(made.size(0)):
      codes = made.narrow(0, frame, 1)
      row = talker.code_rows(codes) + talker.next_text(utterance)
      inputs.append(row)
      hidden.append(talker.read(row, [utterance.sequence], [1]))
      utterance.seen = torch.logical_or(utterance.seen, every == codes[0, 0])
      utterance.made = utterance.made + 1
      scores.append(talker.scores([utterance], hidden[-1]))
    out["hidden"] = torch.cat(hidden)
    out["logits"] = talker.head(torch.cat(hidden))
    out["scores"] = torch.cat(scores)
    out["step_embeds"] = torch.cat(inputs)
    self.predict(talker, torch.cat(hidden).narrow(0, 0, made.size(0)), made, out)
    return out

  # All frames at once. hidden [F, E], codes [F, Q]
  def predict(
      self, talker: Talker, hidden: Tensor, codes: Tensor, out: Dict[str, Tensor]) -> None:
    predictor = talker.predictor
    rows = codes + talker.offsets
    scratch = predictor.scratch(hidden.size(0))
    inputs = annotate(List[Tensor], [predictor.project(hidden)])
    normed = annotate(List[Tensor], [predictor.begin(hidden, rows.select(1, 0), scratch)])
    logits = annotate(List[Tensor], [predictor.heads[0](normed[0])])
    for i in range(1, len(predictor.heads)):
      normed.append(predictor.read(predictor.code_rows(rows.select(1, i)), scratch, i + 1))
      logits.append(predictor.heads[i](normed[-1]))
    for i in range(len(predictor.heads)):
      inputs.append(predictor.code_rows(rows.select(1, i)))
    out["cp_logits"] = torch.stack(logits, 1)
    out["cp_in_frame0"] = torch.stack(inputs, 1)[0]
    out["cp_hidden_frame0"] = torch.stack(normed, 1)[0]
    out["cp_in"] = torch.stack(inputs, 1).narrow(0, 0, min(2, hidden.size(0)))

  # logits [n, V], seen [n, V] as 0 and 1; row k is token k
  def choose(
      self, talker: Talker, logits: Tensor, seen: Tensor, penalty: float) -> Tensor:
    forbidden = annotate(List[Tensor], [])
    for i in range(logits.size(0)):
      forbidden.append(talker.forbidden_early if i < talker.least else talker.forbidden)
    return talker_scores(logits, seen > 0., torch.cat(forbidden), penalty)

  def filtered(self, sampling: Sampling, scores: Tensor) -> Tensor:
    return sampling.filtered(scores)

  def probabilities(self, scores: Tensor) -> Tensor:
    return torch.softmax(scores, 1)

  # codes [F, Q]; last: steps of the blocks that are shown
  def decode(self, decoder: Decoder, codes: Tensor, last: int) -> Dict[str, Tensor]:
    out = annotate(Dict[str, Tensor], {})
    stream = Stream()
    out["quantized"] = decoder.dequantiser(codes).squeeze(0)
    x = decoder.latent(codes, stream)
    out["pre_conv"] = x.squeeze(0)
    stages = decoder.transformer.stages(x.squeeze(0).transpose(0, 1), stream)
    for i in range(len(stages) - 1):
      out["transformer_layer" + str(i)] = stages[i]
    out["pre_transformer"] = stages[-1]
    x = stages[-1].transpose(0, 1).unsqueeze(0)
    for i in range(len(decoder.blends)):
      x = decoder.upsamplings[i](x, stream.state)
      out["up" + str(i) + "_conv"] = x.squeeze(0)
      x = decoder.blends[i](x, stream.state)
      out["up" + str(i)] = x.squeeze(0)
    x = decoder.input(x, stream.state)
    out["conv_in"] = x.squeeze(0)
    for i in range(len(decoder.blocks)):
      parts = decoder.blocks[i].stages(x, stream.state)
      x = parts[1]
      name = "block" + str(i + 1)
      out[name + "_trans"] = self.end(parts[0], last)
      out[name] = self.end(x, last)
    out["wav"] = decoder(codes, Stream())
    return out

  # The last steps. x [1, C, T] -> [C, last]
  def end(self, x: Tensor, last: int) -> Tensor:
    shown = min(last, x.size(2))
    return x.squeeze(0).narrow(1, x.size(2) - shown, shown)

  def encode(self, encoder: Encoder, samples: Tensor, books: int, last: int) -> Dict[str, Tensor]:
    out = annotate(Dict[str, Tensor], {})
    stages = encoder.convolve(samples)
    out["dbg_enc.layers.0"] = self.end(stages[0], last)
    index = 1
    layer = 1
    for i in range(len(encoder.reductions)):
      for unit in encoder.units[i]:
        out["dbg_enc.layers." + str(layer)] = self.end(stages[index], last)
        index = index + 1
        layer = layer + 1
      out["dbg_enc.layers." + str(layer + 1)] = self.end(stages[index], last)
      index = index + 1
      layer = layer + 2
    out["enc.seanet"] = stages[-1].squeeze(0)
    steps = encoder.transform(stages[-1])
    for i in range(len(steps)):
      out["enc.transformer_layer" + str(i)] = steps[i]
    out["enc.transformer"] = steps[-1]
    frames = encoder.reduce(steps[-1])
    out["enc.downsample"] = frames.transpose(0, 1)
    out["enc.codes_all"] = encoder.quantise(
        frames, 1 + len(encoder.acoustic.tables)).to(torch.float32)
    out["enc.codes"] = encoder(samples, books).to(torch.float32)
    return out

  def speaker(self, encoder: SpeakerEncoder, samples: Tensor) -> Dict[str, Tensor]:
    out = annotate(Dict[str, Tensor], {})
    out["spk.mel_basis"] = encoder.mel
    mel = encoder.spectrum(samples)
    out["spk.mel"] = mel
    stages = encoder.stages(mel)
    out["spk.block0"] = stages[0].squeeze(0)
    for i in range(len(encoder.blocks)):
      name = "spk.block" + str(i + 1)
      out[name + "_res2net"] = stages[1 + 3 * i].squeeze(0)
      out[name + "_se"] = stages[2 + 3 * i].squeeze(0)
      out[name] = stages[3 + 3 * i].squeeze(0)
    out["spk.mfa"] = stages[-1].squeeze(0)
    pooled = encoder.pooling(stages[-1])
    out["spk.pooled"] = pooled.flatten()
    out["spk.embedding"] = encoder.project(pooled)
    return out
