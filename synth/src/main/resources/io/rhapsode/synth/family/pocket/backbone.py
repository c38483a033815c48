# FlowLM, the autoregressive half of Pocket TTS: text and latents in, latents out.
#
# One sequence of a cache: [voice BOS] voice frames | text tokens | BOS, latent 1, latent 2, ...
# Letters: N rows, T rows of one sequence, E features, Z features of the head's condition (E where
# nothing narrows it), L features of a latent, V text tokens, R features of a token's own row.

from io.rhapsode.synth.compute.torch.attention import Attention, Sequence
from io.rhapsode.synth.compute.torch.flow import FlowBlock, FlowHead, TimeEmbedding
from io.rhapsode.synth.compute.torch.linear import Linear
from io.rhapsode.synth.compute.torch.norm import LayerNorm
from io.rhapsode.synth.compute.torch.transformer import FeedForward, Transformer, TransformerLayer


def read_layer_norm(weights: Dict[str, Tensor], name: str, epsilon: float) -> LayerNorm:
  weight = weights[name + ".weight"]
  return LayerNorm(weight, weights[name + ".bias"], weight.size(0), epsilon)


def read_linear(weights: Dict[str, Tensor], name: str) -> Linear:
  return Linear(weights[name + ".weight"], weights[name + ".bias"], "float32")


def read_plain_linear(weights: Dict[str, Tensor], name: str, precision: str) -> Linear:
  return Linear(weights[name + ".weight"], None, precision)


# The layer norms' epsilon is 1e-5 and the GELU its approximation in all transformers of the family.
def read_transformer(
    weights: Dict[str, Tensor], name: str, heads: int, key_heads: int, window: int,
    max_period: float, precision: str) -> Transformer:
  layers = annotate(List[TransformerLayer], [])
  while name + ".layers." + str(len(layers)) + ".norm1.weight" in weights:
    layer = name + ".layers." + str(len(layers))
    scale1 = annotate(Optional[Tensor], None)
    scale2 = annotate(Optional[Tensor], None)
    if layer + ".layer_scale_1.scale" in weights:
      scale1 = weights[layer + ".layer_scale_1.scale"]
      scale2 = weights[layer + ".layer_scale_2.scale"]
    layers.append(TransformerLayer(
        read_layer_norm(weights, layer + ".norm1", 1e-5),
        Attention(
            read_plain_linear(weights, layer + ".self_attn.in_proj", precision),
            read_plain_linear(weights, layer + ".self_attn.out_proj", precision),
            heads,
            key_heads,
            window),
        scale1,
        read_layer_norm(weights, layer + ".norm2", 1e-5),
        FeedForward(
            read_plain_linear(weights, layer + ".linear1", precision),
            read_plain_linear(weights, layer + ".linear2", precision),
            "tanh"),
        scale2))
  rows = weights[name + ".layers.0.self_attn.in_proj.weight"].size(0)
  return Transformer(layers, key_heads, rows // (heads + 2 * key_heads), max_period)


def read_time_embedding(weights: Dict[str, Tensor], name: str) -> TimeEmbedding:
  return TimeEmbedding(
      weights[name + ".freqs"],
      read_linear(weights, name + ".mlp.0"),
      read_linear(weights, name + ".mlp.2"),
      weights[name + ".mlp.3.alpha"])


# Layer norms of the head: epsilon 1e-6, the last one without weights.
def read_flow_head(weights: Dict[str, Tensor], name: str, is_difference: bool) -> FlowHead:
  times = annotate(List[TimeEmbedding], [])
  while name + ".time_embed." + str(len(times)) + ".freqs" in weights:
    times.append(read_time_embedding(weights, name + ".time_embed." + str(len(times))))
  blocks = annotate(List[FlowBlock], [])
  modulation_weights = annotate(List[Tensor], [])
  modulation_biases = annotate(List[Tensor], [])
  while name + ".res_blocks." + str(len(blocks)) + ".in_ln.weight" in weights:
    block = name + ".res_blocks." + str(len(blocks))
    blocks.append(FlowBlock(
        read_layer_norm(weights, block + ".in_ln", 1e-6),
        read_linear(weights, block + ".mlp.0"),
        read_linear(weights, block + ".mlp.2")))
    modulation_weights.append(weights[block + ".adaLN_modulation.1.weight"])
    modulation_biases.append(weights[block + ".adaLN_modulation.1.bias"])
  modulation_weights.append(weights[name + ".final_layer.adaLN_modulation.1.weight"])
  modulation_biases.append(weights[name + ".final_layer.adaLN_modulation.1.bias"])
  width = weights[name + ".input_proj.weight"].size(0)
  return FlowHead(
      times,
      is_difference,
      read_linear(weights, name + ".cond_embed"),
      read_linear(weights, name + ".input_proj"),
      Linear(torch.cat(modulation_weights), torch.cat(modulation_biases), "float32"),
      blocks,
      LayerNorm(None, None, width, 1e-6),
      read_linear(weights, name + ".final_layer.linear"))


class Backbone:
  transformer : Transformer
  out_norm : LayerNorm
  narrow : Optional[Tensor]  # [Z, E]
  out_eos : Linear  # [1, Z]
  flow : FlowHead
  schedule : Tensor  # [Q, C] of flow.py
  input_linear : Linear  # [E, L]
  text_embedding : Tensor  # [V + 1, E] or [V + 1, R]
  text_projection : Optional[Tensor]  # [E, R]
  voice_projection : Tensor  # [E, codec latent]
  voice_bos : Optional[Tensor]  # [1, E]
  bos : Tensor  # [1, L]; stands for the latent before the first

  def __init__(
      self, weights: Dict[str, Tensor], heads: int, key_heads: int, max_period: float,
      head_is_difference: bool, sampling_steps: int, precision: str) -> None:
    self.transformer = read_transformer(
        weights, "flow_lm.transformer", heads, key_heads, 0, max_period, precision)
    self.out_norm = read_layer_norm(weights, "flow_lm.out_norm", 1e-5)
    self.narrow = None
    if "flow_lm.z_proj.weight" in weights:
      self.narrow = weights["flow_lm.z_proj.weight"]
    self.out_eos = read_linear(weights, "flow_lm.out_eos")
    self.flow = read_flow_head(weights, "flow_lm.flow_net", head_is_difference)
    self.schedule = self.flow.schedule(sampling_steps, weights["flow_lm.bos_emb"])
    self.input_linear = read_plain_linear(weights, "flow_lm.input_linear", "float32")
    self.text_embedding = weights["flow_lm.conditioner.embed.weight"]
    self.text_projection = None
    if "flow_lm.conditioner.proj.weight" in weights:
      self.text_projection = weights["flow_lm.conditioner.proj.weight"]
    self.voice_projection = weights["flow_lm.speaker_proj_weight"]
    self.voice_bos = None
    if "flow_lm.bos_before_voice" in weights:
      self.voice_bos = weights["flow_lm.bos_before_voice"][0]
    self.bos = weights["flow_lm.bos_emb"].unsqueeze(0)

  def sequence(self, capacity: int) -> Sequence:
    return self.transformer.sequence(self.bos, capacity)

  # What the transformer reads for a voice: codec latents [T, codec latent] as the encoder gives
  # them, not normalised. -> [T (+ 1), E]
  def voice_rows(self, latents: Tensor) -> Tensor:
    rows = torch.linear(latents, self.voice_projection)
    voice_bos = self.voice_bos
    return rows if voice_bos is None else torch.cat([voice_bos, rows])

  # tokens [T] int64 -> [T, E]
  def text_rows(self, tokens: Tensor) -> Tensor:
    rows = torch.embedding(self.text_embedding, tokens)
    projection = self.text_projection
    return rows if projection is None else torch.linear(rows, projection)

  # Appends rows [T, E] to a sequence. -> [T, E], the normalised output
  def read(self, rows: Tensor, sequence: Sequence) -> Tensor:
    return self.out_norm(self.transformer(rows, [sequence], [rows.size(0)]))

  # What the head and the end of speech are told of. x [N, E], the normalised output -> [N, Z]
  def condition(self, x: Tensor) -> Tensor:
    narrow = self.narrow
    return x if narrow is None else torch.linear(x, narrow)

  # One frame of every sequence. latents [N, L] are the frames before (bos at the start), noise
  # [N, L] is already scaled; rows beyond the sequences are padding.
  # -> [N, L + 1]: the next latent, then the end-of-speech logit
  def step(self, sequences: List[Sequence], latents: Tensor, noise: Tensor) -> Tensor:
    counts = annotate(List[int], [])
    for sequence in sequences:
      counts.append(1)
    rows = self.input_linear(latents)  # [N, E]
    hidden = self.condition(self.out_norm(self.transformer(rows, sequences, counts)))  # [N, Z]
    return torch.cat([self.flow.sample(hidden, self.schedule, noise), self.out_eos(hidden)], 1)
