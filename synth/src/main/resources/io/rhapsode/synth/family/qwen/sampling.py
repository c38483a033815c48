# How a code is chosen. Letters: N rows, V codes.


# What repeats becomes less likely; what is forbidden becomes impossible.
# logits [N, V], seen, forbidden [N, V] bool -> [N, V]
def talker_scores(logits: Tensor, seen: Tensor, forbidden: Tensor, penalty: float) -> Tensor:
  penalised = torch.where(logits < 0., logits * penalty, logits / penalty)
  return torch.masked_fill(torch.where(seen, penalised, logits), forbidden, -float("inf"))


# The likeliest codes whose probabilities reach top_p together; at least one. scores [N, V]
def nucleus(scores: Tensor, top_p: float) -> Tensor:
  ascending, order = torch.sort(scores, -1, False)
  dropped = torch.cumsum(torch.softmax(ascending, -1), -1) <= 1. - top_p
  dropped = torch.cat([
      dropped.narrow(1, 0, dropped.size(1) - 1), torch.zeros_like(dropped.narrow(1, 0, 1))], 1)
  return torch.masked_fill(scores, torch.scatter(dropped, 1, order, dropped), -float("inf"))


class Sampling:
  draws : bool  # else the likeliest code is taken
  temperature : float
  top_k : int  # 0 keeps all
  top_p : float  # 1 keeps all

  def __init__(self, draws: bool, temperature: float, top_k: int, top_p: float) -> None:
    self.draws = draws
    self.temperature = temperature
    self.top_k = top_k
    self.top_p = top_p

  # Ties with the last of the likeliest stay. scores [N, V] -> [N, V]
  def filtered(self, scores: Tensor) -> Tensor:
    scores = scores / self.temperature
    if self.top_k > 0:
      best, places = torch.topk(scores, min(self.top_k, scores.size(1)), 1)
      least = best.narrow(1, best.size(1) - 1, 1)
      scores = torch.masked_fill(scores, scores < least, -float("inf"))
    if self.top_p < 1.:
      scores = nucleus(scores, self.top_p)
    return scores

  # scores [N, V], chance [N, 1] in 0..1 -> [N] int64
  def __call__(self, scores: Tensor, chance: Tensor) -> Tensor:
    if not self.draws:
      return torch.argmax(scores, 1)
    reached = torch.cumsum(torch.softmax(self.filtered(scores), 1), 1)  # [N, V]
    # Below the whole even after rounding, so that a code with a probability is met.
    bound = torch.clamp(chance, 0., 0.99999976) * reached.narrow(1, reached.size(1) - 1, 1)
    return torch.sum(reached <= bound, [1])


# Normal deviates as chances: their distribution function. noise any shape
def chances(noise: Tensor) -> Tensor:
  return (torch.erf(noise * 0.7071067811865476) + 1.) * 0.5
