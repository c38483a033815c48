# The language model of Voxtral TTS: voice, text and frames in, frames of codes out.
#
# One sequence: [BOS] [BEGIN_AUDIO] voice rows [NEXT_AUDIO_TEXT] text [REPEAT_AUDIO_TEXT]
# [BEGIN_AUDIO] | frame 0, frame 1, ... The last position of the prompt gives frame 0.
# Letters: N rows, T rows of one sequence, E features, V voice rows, Q codebooks (one semantic, then
# the acoustic ones), A = Q - 1.

from io.rhapsode.synth.compute.torch.attention import Cache, Sequence
from io.rhapsode.synth.compute.torch.attention import empty_sequence, next_rotations
from io.rhapsode.synth.compute.torch.grouped import GatedFeedForward, GroupedAttention
from io.rhapsode.synth.compute.torch.linear import Linear
from io.rhapsode.synth.compute.torch.norm import RmsNorm
from io.rhapsode.synth.family.voxtral.acoustic import Acoustic, first_code
from io.rhapsode.synth.family.voxtral.weights import read_feed_forward, read_joined
from io.rhapsode.synth.family.voxtral.weights import read_linear, read_matrix, read_norm


class BackboneLayer:
  norm1 : RmsNorm
  attention : GroupedAttention
  norm2 : RmsNorm
  feed_forward : GatedFeedForward

  def __init__(
      self, weights: Dict[str, Tensor], name: str, features: int, epsilon: float,
      precision: str) -> None:
    self.norm1 = read_norm(weights, name + ".attention_norm", epsilon)
    self.attention = GroupedAttention(
        read_joined(weights, name + ".attention.", ["wq", "wk", "wv"], precision),
        read_linear(weights, name + ".attention.wo", precision),
        weights[name + ".attention.wq.weight"].size(0) // features,
        weights[name + ".attention.wk.weight"].size(0) // features)
    self.norm2 = read_norm(weights, name + ".ffn_norm", epsilon)
    self.feed_forward = read_feed_forward(weights, name + ".feed_forward", precision)

  # x [N, E] -> [N, E]
  def __call__(self, x: Tensor, rotation: Tensor, caches: List[Cache], counts: List[int]) -> Tensor:
    x = x + self.attention(self.norm1(x), rotation, caches, counts)
    return x + self.feed_forward(self.norm2(x))


# The state of one chunk.
class Utterance:
  sequence : Sequence
  hidden : Tensor  # [1, E]; what the next frame is made of, unless `codes` are to be read first
  codes : Tensor  # [Q] int64 of the frame made last
  has_codes : bool

  def __init__(self, sequence: Sequence, hidden: Tensor) -> None:
    self.sequence = sequence
    self.hidden = hidden
    self.codes = torch.zeros([1], dtype=torch.int64, device=hidden.device)
    self.has_codes = False


# x [n, E] -> [rows, E], filled up with zeros
def padded(x: Tensor, rows: int) -> Tensor:
  return torch.constant_pad_nd(x, [0, 0, 0, rows - x.size(0)])


class Backbone:
  token_embedding : Tensor  # [tokens, E]
  code_embedding : Tensor  # [rows of all codebooks, E]
  offsets : Tensor  # [Q] int64; first row of each codebook
  layers : List[BackboneLayer]
  norm : RmsNorm
  semantic : Linear  # [rows, E]; row 0 and the rows that fill up are no codes
  semantic_codes : int  # codes of the semantic codebook with the end
  acoustic : Acoustic
  groups : int
  features : int
  max_period : float

  # features: D of the language model; sizes: codes of each codebook without the offset
  def __init__(
      self, weights: Dict[str, Tensor], acoustic: Acoustic, features: int, max_period: float,
      epsilon: float, sizes: List[int], precision: str) -> None:
    self.token_embedding = read_matrix(
        weights, "mm_audio_embeddings.tok_embeddings", precision)
    self.code_embedding = read_matrix(
        weights, "mm_audio_embeddings.audio_codebook_embeddings.embeddings", "float32")
    offsets = annotate(List[int], [])
    rows = 0
    for size in sizes:
      offsets.append(rows)
      rows = rows + size + first_code()
    self.offsets = torch.tensor(offsets, dtype=torch.int64, device=self.token_embedding.device)
    self.layers = annotate(List[BackboneLayer], [])
    while "layers." + str(len(self.layers)) + ".ffn_norm.weight" in weights:
      self.layers.append(BackboneLayer(
          weights, "layers." + str(len(self.layers)), features, epsilon, precision))
    self.norm = read_norm(weights, "norm", epsilon)
    self.semantic = read_linear(
        weights, "acoustic_transformer.semantic_codebook_output", precision)
    self.semantic_codes = sizes[0] + 1
    self.acoustic = acoustic
    self.groups = weights["layers.0.attention.wk.weight"].size(0) // features
    self.features = features
    self.max_period = max_period

  # ids [T] int64 -> [T, E]
  def token_rows(self, ids: Tensor) -> Tensor:
    return torch.embedding(self.token_embedding, ids).to(torch.float32)

  # codes [N, Q] int64 with the offset -> [N, E]
  def code_rows(self, codes: Tensor) -> Tensor:
    return torch.sum(torch.embedding(self.code_embedding, codes + self.offsets), [1])

  # A voice's rows replace tokens as they are. before, after [T] int64, voice [V, E] -> [T, E]
  def prompt_rows(self, before: Tensor, voice: Tensor, after: Tensor) -> Tensor:
    return torch.cat([self.token_rows(before), voice, self.token_rows(after)])

  def sequence(self, capacity: int) -> Sequence:
    return empty_sequence(
        self.norm.weight, len(self.layers), self.groups, capacity, self.features)

  # x [N, E]: counts[i] new rows of sequences[i], in order; further rows are padding
  # -> [N, E], normalised
  def read(self, x: Tensor, sequences: List[Sequence], counts: List[int]) -> Tensor:
    rotation = next_rotations(sequences, counts, x, self.features, self.max_period)
    for i in range(len(self.layers)):
      caches = annotate(List[Cache], [])
      for sequence in sequences:
        caches.append(sequence.caches[i])
      x = self.layers[i](x, rotation, caches, counts)
    return self.norm(x)

  # Reads a prompt. rows [T, E]; frames: how many at most will follow
  def start(self, rows: Tensor, frames: int) -> Utterance:
    sequence = self.sequence(rows.size(0) + frames)
    hidden = self.read(rows, [sequence], [rows.size(0)])
    return Utterance(sequence, hidden[-1:].clone())

  # The surest code, the end among them. hidden [N, E] -> [N] int64 with the offset
  def semantic_code(self, hidden: Tensor) -> Tensor:
    logits = self.semantic(hidden).narrow(1, 1, self.semantic_codes)
    return torch.argmax(logits, 1) + 1

  # hidden [N, E], noise [N, A] -> [N, Q] int64; the end is (1, 2, 2, ...)
  def codes(self, hidden: Tensor, noise: Tensor) -> Tensor:
    semantic = self.semantic_code(hidden).unsqueeze(1)  # [N, 1]
    acoustic = self.acoustic(hidden, noise)
    ended = (semantic < first_code()).expand_as(acoustic)
    return torch.cat([semantic, torch.masked_fill(acoustic, ended, first_code())], 1)

  # Reads the frames made before, where there are any: one position of each utterance.
  def advance(self, utterances: List[Utterance], rows: int) -> None:
    sequences = annotate(List[Sequence], [])
    codes = annotate(List[Tensor], [])
    counts = annotate(List[int], [])
    for utterance in utterances:
      if utterance.has_codes:
        sequences.append(utterance.sequence)
        codes.append(utterance.codes)
        counts.append(1)
    if len(codes) > 0:
      hidden = self.read(padded(self.code_rows(torch.stack(codes)), rows), sequences, counts)
      row = 0
      for utterance in utterances:
        if utterance.has_codes:
          utterance.hidden = hidden.narrow(0, row, 1)
          utterance.has_codes = False
          row = row + 1

  # One frame of every utterance. noise [N, A]: rows beyond the utterances are padding
  # -> [N, Q] float32, whole numbers
  def step(self, utterances: List[Utterance], noise: Tensor) -> Tensor:
    self.advance(utterances, noise.size(0))
    hidden = annotate(List[Tensor], [])
    for utterance in utterances:
      hidden.append(utterance.hidden)
    codes = self.codes(padded(torch.cat(hidden), noise.size(0)), noise)
    for i in range(len(utterances)):
      utterances[i].codes = codes[i]
      utterances[i].has_codes = True
    return codes.to(torch.float32)
