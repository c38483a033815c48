# Flow head: a small network that leads from noise to the next latent. With times it gives the
# velocity, and the Lagrangian self-distillation (LSD) sampler takes as many steps as one likes,
# arXiv 2505.18825. Without times it does all in one step.
#
# Letters: N rows, E features of the condition, C features of the head, L features of a latent,
# R residual blocks, Q sampling steps.

from io.rhapsode.synth.compute.torch.linear import Linear
from io.rhapsode.synth.compute.torch.norm import LayerNorm


# x * alpha / sqrt(1e-5 + variance of x): the mean counts for the variance (which is unbiased), but
# stays in x.
# x [N, C] -> [N, C]
def variance_norm(x: Tensor, alpha: Tensor) -> Tensor:
  return x * alpha * torch.rsqrt(torch.var(x, [-1], correction=1, keepdim=True) + 1e-5)


# A time in 0..1 as C features.
class TimeEmbedding:
  frequencies : Tensor  # [128] for the published models
  hidden : Linear
  out : Linear
  alpha : Tensor  # [C]

  def __init__(self, frequencies: Tensor, hidden: Linear, out: Linear, alpha: Tensor) -> None:
    self.frequencies = frequencies
    self.hidden = hidden
    self.out = out
    self.alpha = alpha

  # t [N, 1] -> [N, C]
  def __call__(self, t: Tensor) -> Tensor:
    angle = t * self.frequencies  # [N, 128]
    waves = torch.cat([torch.cos(angle), torch.sin(angle)], -1)  # [N, 256]
    return variance_norm(self.out(torch.silu(self.hidden(waves))), self.alpha)


# x + gate * mlp(norm(x) * (1 + scale) + shift)
class FlowBlock:
  norm : LayerNorm
  hidden : Linear  # [C, C]
  out : Linear  # [C, C]

  def __init__(self, norm: LayerNorm, hidden: Linear, out: Linear) -> None:
    self.norm = norm
    self.hidden = hidden
    self.out = out

  # x [N, C], modulation [N, 3 C] = shift, scale, gate -> [N, C]
  def __call__(self, x: Tensor, modulation: Tensor) -> Tensor:
    shift, scale, gate = torch.chunk(modulation, 3, -1)
    y = torch.addcmul(shift, self.norm(x), scale + 1.)
    return torch.addcmul(x, gate, self.out(torch.silu(self.hidden(y))))


class FlowHead:
  times : List[TimeEmbedding]  # of the start s and of the target t, or none
  is_difference : bool  # gives what is added to x, as opposed to the latent itself
  condition : Linear  # [C, E]
  input : Linear  # [C, L]
  modulation : Linear  # [R 3 C + 2 C, C]; all blocks and the last layer in one product
  blocks : List[FlowBlock]
  last_norm : LayerNorm
  last : Linear  # [L, C]

  def __init__(
      self, times: List[TimeEmbedding], is_difference: bool, condition: Linear, input: Linear,
      modulation: Linear, blocks: List[FlowBlock], last_norm: LayerNorm, last: Linear) -> None:
    self.times = times
    self.is_difference = is_difference
    self.condition = condition
    self.input = input
    self.modulation = modulation
    self.blocks = blocks
    self.last_norm = last_norm
    self.last = last

  # The part of the modulation's input that is the same for all rows and frames.
  # s, t [N, 1] -> [N, C]
  def time(self, s: Tensor, t: Tensor) -> Tensor:
    return (self.times[0](s) + self.times[1](t)) / 2.

  # What the network gives for x. condition [N, C], time [1, C] or [N, C], x [N, L] -> [N, L]
  def velocity(self, condition: Tensor, time: Tensor, x: Tensor) -> Tensor:
    modulation = self.modulation(torch.silu(condition + time))  # [N, R 3 C + 2 C]
    y = self.input(x)  # [N, C]
    width = 3 * y.size(1)
    for i in range(len(self.blocks)):
      y = self.blocks[i](y, modulation.narrow(1, i * width, width))
    shift, scale = torch.chunk(modulation.narrow(1, len(self.blocks) * width, 2 * y.size(1)), 2, -1)
    return self.last(torch.addcmul(shift, self.last_norm(y), scale + 1.))

  # What sample() needs of the times i / Q and (i + 1) / Q; without times Q is 1, whatever is asked
  # for. -> [Q, C]
  def schedule(self, steps: int, like: Tensor) -> Tensor:
    if len(self.times) == 0:
      return torch.new_zeros(like, [1, self.last_norm.features])
    start = torch.arange(steps, dtype=torch.float32, device=like.device).unsqueeze(1) / steps
    return self.time(start, start + 1. / steps)

  # Q steps of x += velocity / Q from the noise, or one step to the latent.
  # hidden [N, E], schedule [Q, C], noise [N, L] -> [N, L]
  def sample(self, hidden: Tensor, schedule: Tensor, noise: Tensor) -> Tensor:
    condition = self.condition(hidden)  # [N, C]
    steps = schedule.size(0)
    x = noise
    for i in range(steps):
      step = self.velocity(condition, schedule.narrow(0, i, 1), x) / steps
      x = x + step if self.is_difference else step
    return x
