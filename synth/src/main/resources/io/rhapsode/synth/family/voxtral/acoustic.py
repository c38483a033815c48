# The flow head: from a hidden vector of the language model and noise to the acoustic codes of one
# frame, all codebooks at once (flow matching with classifier-free guidance and finite scalar
# quantisation).
#
# Letters: N frames, E features of the language model, C features of the head, A acoustic
# codebooks, Q Euler steps, H, K, D as in grouped.py. The transformer reads three tokens without
# positions or mask: the current x, the time, the hidden vector; the first gives the velocity.

from io.rhapsode.synth.compute.torch.grouped import GatedFeedForward, attend
from io.rhapsode.synth.compute.torch.linear import Linear
from io.rhapsode.synth.compute.torch.norm import RmsNorm
from io.rhapsode.synth.family.voxtral.weights import read_feed_forward, read_joined
from io.rhapsode.synth.family.voxtral.weights import read_linear, read_norm


# Codes of the first kind stand for nothing and the end; real codes start here.
def first_code() -> int:
  return 2


# Values to codes with the offset; ties go to the even code. x any shape -> int64
def quantise(x: Tensor, levels: int) -> Tensor:
  unit = (torch.clamp(x, -1., 1.) + 1.) / 2.
  return torch.round(unit * (levels - 1)).to(torch.int64) + first_code()


# Times as cosines, then sines. t [Q] -> [Q, C]
def time_embedding(t: Tensor, features: int) -> Tensor:
  half = features // 2
  exponent = torch.arange(half, dtype=torch.float32, device=t.device) / half
  angle = torch.outer(t, torch.exp(exponent * -9.210340371976184))  # ln 10000
  return torch.cat([torch.cos(angle), torch.sin(angle)], 1)


class AcousticLayer:
  norm1 : RmsNorm
  query : Linear  # [H D, C]
  key_value : Linear  # [2 K D, C]
  out_proj : Linear  # [C, H D]
  norm2 : RmsNorm
  feed_forward : GatedFeedForward
  features : int

  def __init__(
      self, weights: Dict[str, Tensor], name: str, features: int, epsilon: float,
      precision: str) -> None:
    self.norm1 = read_norm(weights, name + ".attention_norm", epsilon)
    self.query = read_linear(weights, name + ".attention.wq", precision)
    self.key_value = read_joined(weights, name + ".attention.", ["wk", "wv"], precision)
    self.out_proj = read_linear(weights, name + ".attention.wo", precision)
    self.norm2 = read_norm(weights, name + ".ffn_norm", epsilon)
    self.feed_forward = read_feed_forward(weights, name + ".feed_forward", precision)
    self.features = features

  # The first `read` tokens of the result; the others are needed only for their keys and values.
  # x [B, T, C] -> [B, read, C]
  def __call__(self, x: Tensor, read: int) -> Tensor:
    batch = x.size(0)
    tokens = x.size(1)
    normed = self.norm1(x)
    q = self.query(normed.narrow(1, 0, read)).view([batch, read, -1, self.features])
    k, v = torch.chunk(self.key_value(normed), 2, -1)
    y = attend(
        q,
        k.reshape([batch, tokens, -1, self.features]).transpose(1, 2),
        v.reshape([batch, tokens, -1, self.features]).transpose(1, 2),
        None)
    y = x.narrow(1, 0, read) + self.out_proj(y)
    return y + self.feed_forward(self.norm2(y))


class Acoustic:
  hidden_projection : Linear  # [C, E]
  input_projection : Linear  # [C, A]
  time_projection : Linear  # [C, C]
  layers : List[AcousticLayer]
  norm : RmsNorm
  output : Linear  # [A, C]
  schedule : Tensor  # [Q, C]; the time token of every step
  guidance : Tensor  # [1, 1]
  levels : int
  codebooks : int

  def __init__(
      self, weights: Dict[str, Tensor], features: int, epsilon: float, steps: int, levels: int,
      guidance: float, precision: str) -> None:
    name = "acoustic_transformer"
    self.hidden_projection = read_linear(weights, name + ".llm_projection", precision)
    self.input_projection = read_linear(weights, name + ".input_projection", "float32")
    self.time_projection = read_linear(weights, name + ".time_projection", "float32")
    self.layers = annotate(List[AcousticLayer], [])
    while name + ".layers." + str(len(self.layers)) + ".ffn_norm.weight" in weights:
      self.layers.append(AcousticLayer(
          weights, name + ".layers." + str(len(self.layers)), features, epsilon, precision))
    self.norm = read_norm(weights, name + ".norm", epsilon)
    self.output = read_linear(weights, name + ".acoustic_codebook_output", "float32")
    like = self.norm.weight
    times = torch.arange(steps, dtype=torch.float32, device=like.device) / steps
    self.schedule = self.time_projection(time_embedding(times, like.size(0)))
    self.guidance = torch.full([1, 1], guidance, device=like.device)
    self.levels = levels
    self.codebooks = self.output(like.unsqueeze(0)).size(1)

  # The condition, then its absence: a zero hidden vector, which the projection leaves zero.
  # hidden [N, E] -> [2 N, C]
  def conditions(self, hidden: Tensor) -> Tensor:
    rows = self.hidden_projection(hidden)
    return torch.cat([rows, torch.zeros_like(rows)])

  # x [N, A], time [1, C], conditions [2 N, C] -> [2 N, 3, C]
  def tokens(self, x: Tensor, time: Tensor, conditions: Tensor) -> Tensor:
    rows = self.input_projection(x).repeat([2, 1])
    return torch.stack([rows, time.expand_as(rows), conditions], 1)

  # tokens [2 N, 3, C] -> [2 N, A]; first with the condition, then without
  def velocity(self, tokens: Tensor) -> Tensor:
    last = len(self.layers) - 1
    for i in range(len(self.layers)):
      tokens = self.layers[i](tokens, 1 if i == last else tokens.size(1))
    return self.output(self.norm(tokens.squeeze(1)))

  # One Euler step. x [N, A], guidance [1, 1] or [N, 1] -> [N, A]
  def advance(self, x: Tensor, step: int, conditions: Tensor, guidance: Tensor) -> Tensor:
    tokens = self.tokens(x, self.schedule.narrow(0, step, 1), conditions)
    with_condition, without = torch.chunk(self.velocity(tokens), 2)
    velocity = guidance * with_condition + (1. - guidance) * without
    return x + velocity / self.schedule.size(0)

  # From noise to values, not clamped. hidden [N, E], noise [N, A] -> [N, A]
  def sample(self, hidden: Tensor, noise: Tensor, guidance: Tensor) -> Tensor:
    conditions = self.conditions(hidden)
    x = noise
    for step in range(self.schedule.size(0)):
      x = self.advance(x, step, conditions, guidance)
    return x

  # hidden [N, E], noise [N, A] -> [N, A] int64 with the offset
  def __call__(self, hidden: Tensor, noise: Tensor) -> Tensor:
    return quantise(self.sample(hidden, noise, self.guidance), self.levels)
