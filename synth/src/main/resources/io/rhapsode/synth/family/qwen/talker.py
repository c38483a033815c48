# The talker of Qwen3-TTS: a prompt of two tracks in, frames of codes out.
#
# Text and codes are two tracks that are added: each position of a prompt holds a token of text, or
# codes, or both, and one may hold the speaker's vector. After the prompt each position holds the
# frame made last and the next token of text, or the pad token once the text is used up.
# Letters: N rows, T rows of one sequence, E features, Q codebooks, V codes of the first codebook
# with the control codes.

from io.rhapsode.synth.compute.torch.attention import Cache, Sequence
from io.rhapsode.synth.compute.torch.attention import empty_sequence, next_rotations
from io.rhapsode.synth.compute.torch.linear import Linear
from io.rhapsode.synth.compute.torch.norm import RmsNorm
from io.rhapsode.synth.family.qwen.layers import Layer, count_layers, read_affine
from io.rhapsode.synth.family.qwen.layers import read_linear, read_matrix, read_norm
from io.rhapsode.synth.family.qwen.predictor import Predictor
from io.rhapsode.synth.family.qwen.sampling import Sampling, chances, talker_scores


# The state of one chunk.
class Utterance:
  sequence : Sequence
  hidden : Tensor  # [1, E]; what the next frame is made of, unless `codes` are to be read first
  codes : Tensor  # [Q] int64 of the frame made last
  has_codes : bool
  text : Tensor  # [K, E]; text still to be added, one row a frame
  next : int  # row of `text` for the next frame
  seen : Tensor  # [1, V] bool; first codes so far
  made : int  # frames

  def __init__(self, sequence: Sequence, hidden: Tensor, text: Tensor, seen: Tensor) -> None:
    self.sequence = sequence
    self.hidden = hidden
    self.codes = torch.zeros([1], dtype=torch.int64, device=hidden.device)
    self.has_codes = False
    self.text = text
    self.next = 0
    self.seen = seen
    self.made = 0


# x [n, E] -> [rows, E], filled up with zeros
def padded(x: Tensor, rows: int) -> Tensor:
  return torch.constant_pad_nd(x, [0, 0, 0, rows - x.size(0)])


# fc2(silu(fc1 x)), from the width of the text table to that of the talker.
class TextProjection:
  hidden : Linear
  out : Linear

  def __init__(self, weights: Dict[str, Tensor], precision: str) -> None:
    self.hidden = read_affine(weights, "talker.text_projection.linear_fc1", precision)
    self.out = read_affine(weights, "talker.text_projection.linear_fc2", precision)

  def __call__(self, x: Tensor) -> Tensor:
    return self.out(torch.silu(self.hidden(x)))


class Talker:
  text_table : Tensor  # [tokens, F]
  text_projection : TextProjection
  code_table : Tensor  # [codes of all codebooks, E]
  offsets : Tensor  # [Q] int64; first row of each codebook
  layers : List[Layer]
  norm : RmsNorm
  head : Linear  # [V, E]
  predictor : Predictor
  forbidden : Tensor  # [1, V] bool; control codes but the end
  forbidden_early : Tensor  # [1, V] bool; with the end
  least : int  # frames before which the end is forbidden
  pad : Tensor  # [1, E]; the text's pad token
  end : int
  penalty : float
  sampling : Sampling
  groups : int
  features : int
  max_period : float

  # control: codes at the end of the first codebook's table that are no sound; end: one of them
  def __init__(
      self, weights: Dict[str, Tensor], features: int, epsilon: float, max_period: float,
      control: int, end: int, least: int, pad: int, penalty: float, sampling: Sampling,
      predictor_features: int, predictor_epsilon: float, predictor_period: float,
      predictor_sampling: Sampling, precision: str) -> None:
    name = "talker.model."
    self.text_table = read_matrix(weights, name + "text_embedding", precision)
    self.text_projection = TextProjection(weights, precision)
    kept = self.text_table.dtype
    first = weights[name + "codec_embedding.weight"]
    tables = annotate(List[Tensor], [first.to(kept)])
    starts = annotate(List[int], [0])
    rows = first.size(0)
    other = "talker.code_predictor.model.codec_embedding."
    while other + str(len(tables) - 1) + ".weight" in weights:
      starts.append(rows)
      table = weights[other + str(len(tables) - 1) + ".weight"]
      rows = rows + table.size(0)
      tables.append(table.to(kept))
    self.code_table = torch.cat(tables)
    self.offsets = torch.tensor(starts, dtype=torch.int64, device=first.device)
    self.layers = annotate(List[Layer], [])
    for i in range(count_layers(weights, name + "layers.")):
      self.layers.append(Layer(weights, name + "layers." + str(i), features, epsilon, precision))
    self.norm = read_norm(weights, name + "norm", epsilon)
    self.head = read_linear(weights, "talker.codec_head", precision)
    self.predictor = Predictor(
        weights, self.code_table, predictor_features, predictor_epsilon, predictor_period,
        predictor_sampling, precision)
    codes = torch.arange(first.size(0), device=first.device).unsqueeze(0)
    self.forbidden_early = codes >= first.size(0) - control
    self.forbidden = torch.logical_and(self.forbidden_early, codes != end)
    self.forbidden_early = torch.logical_or(self.forbidden_early, codes == end)
    self.least = least
    self.end = end
    self.penalty = penalty
    self.sampling = sampling
    self.groups = self.layers[0].groups
    self.features = features
    self.max_period = max_period
    self.pad = self.text_rows(torch.tensor([pad], dtype=torch.int64, device=first.device))

  # ids [T] int64, -1 for none -> [T, E]
  def text_rows(self, ids: Tensor) -> Tensor:
    rows = torch.embedding(self.text_table, torch.clamp_min(ids, 0)).to(torch.float32)
    return torch.masked_fill(self.text_projection(rows), (ids < 0).unsqueeze(1), 0.)

  # Sums over the codebooks. codes [T, Q] int64, -1 for none -> [T, E]
  def code_rows(self, codes: Tensor) -> Tensor:
    none = (codes < 0).unsqueeze(2)
    rows = torch.embedding(self.code_table, torch.clamp_min(codes, 0) + self.offsets)
    return torch.sum(torch.masked_fill(rows.to(torch.float32), none, 0.), [1])

  # text [T], codes [T, Q] int64, speaker [0 or 1, E]: added to row `place` -> [T, E]
  def prompt_rows(self, text: Tensor, codes: Tensor, speaker: Tensor, place: int) -> Tensor:
    rows = self.text_rows(text) + self.code_rows(codes)
    if speaker.size(0) > 0:
      rows.narrow(0, place, 1).add_(speaker)
    return rows

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

  # Reads a prompt. rows [T, E], text [K]: ids still to be added; room: frames to make room for
  def start(self, rows: Tensor, text: Tensor, room: int) -> Utterance:
    sequence = self.sequence(rows.size(0) + room)
    hidden = self.read(rows, [sequence], [rows.size(0)])
    seen = torch.zeros_like(self.forbidden)
    return Utterance(sequence, hidden[-1:].clone(), self.text_rows(text), seen)

  # Puts more text before the end of the text, unless that has been read.
  def append(self, utterance: Utterance, text: Tensor) -> bool:
    rows = utterance.text.size(0)
    if utterance.next >= rows:
      return False
    before = utterance.text.narrow(0, 0, rows - 1)
    utterance.text = torch.cat([before, self.text_rows(text), utterance.text[-1:]])
    return True

  # The next row of the text. -> [1, E]
  def next_text(self, utterance: Utterance) -> Tensor:
    row = utterance.next
    utterance.next = row + 1
    return utterance.text.narrow(0, row, 1) if row < utterance.text.size(0) else self.pad

  # Reads the frames made before, where there are any: one position of each utterance.
  def advance(self, utterances: List[Utterance], rows: int) -> None:
    sequences = annotate(List[Sequence], [])
    codes = annotate(List[Tensor], [])
    text = annotate(List[Tensor], [])
    counts = annotate(List[int], [])
    for utterance in utterances:
      if utterance.has_codes:
        sequences.append(utterance.sequence)
        codes.append(utterance.codes)
        text.append(self.next_text(utterance))
        counts.append(1)
    if len(codes) > 0:
      inputs = self.code_rows(torch.stack(codes)) + torch.cat(text)
      hidden = self.read(padded(inputs, rows), sequences, counts)
      row = 0
      for utterance in utterances:
        if utterance.has_codes:
          utterance.hidden = hidden.narrow(0, row, 1)
          utterance.has_codes = False
          row = row + 1

  # What the first code of each utterance is chosen by. hidden [N, E] -> [N, V]
  def scores(self, utterances: List[Utterance], hidden: Tensor) -> Tensor:
    seen = annotate(List[Tensor], [])
    forbidden = annotate(List[Tensor], [])
    for utterance in utterances:
      seen.append(utterance.seen)
      forbidden.append(
          self.forbidden_early if utterance.made < self.least else self.forbidden)
    while len(seen) < hidden.size(0):
      seen.append(self.forbidden)
      forbidden.append(self.forbidden)
    return talker_scores(
        self.head(hidden), torch.cat(seen), torch.cat(forbidden), self.penalty)

  # One frame of every utterance. noise [N, Q]: normal deviates; rows beyond the utterances are
  # padding -> [N, Q] float32, whole numbers; the end is known by its first code
  def step(self, utterances: List[Utterance], noise: Tensor) -> Tensor:
    self.advance(utterances, noise.size(0))
    rows = annotate(List[Tensor], [])
    for utterance in utterances:
      rows.append(utterance.hidden)
    hidden = padded(torch.cat(rows), noise.size(0))
    chance = chances(noise)
    first = self.sampling(self.scores(utterances, hidden), chance.narrow(1, 0, 1))
    codes = self.predictor(hidden, first, self.offsets, chance)
    chosen = torch.arange(self.forbidden.size(1), device=first.device) == first.unsqueeze(1)
    for i in range(len(utterances)):
      utterance = utterances[i]
      utterance.codes = codes[i]
      utterance.has_codes = True
      utterance.seen = torch.logical_or(utterance.seen, chosen.narrow(0, i, 1))
      utterance.made = utterance.made + 1
    return codes.to(torch.float32)
