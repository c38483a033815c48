# A program for the tests of this package: an object with state, another file, several methods.

from io.rhapsode.synth.compute.torch.linear import Linear


class Counter:
  total : Tensor

  def __init__(self, start: Tensor) -> None:
    self.total = start.clone()

  # "Counter" in a string and in a comment stays: Counter
  def add(self, x: Tensor) -> str:
    self.total.add_(x)
    return "Counter"


class Notes:
  lines : Dict[str, int]

  def __init__(self) -> None:
    self.lines = annotate(Dict[str, int], {})


class Program(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def counter(self, start: Tensor) -> Counter:
    return Counter(start)

  def add(self, counter: Counter, x: Tensor) -> str:
    return counter.add(x)

  def totals(self, counters: List[Counter]) -> Tensor:
    totals = annotate(List[Tensor], [])
    for counter in counters:
      totals.append(counter.total)
    return torch.stack(totals)

  def notes(self) -> Notes:
    return Notes()

  def note(self, notes: Notes, line: str) -> int:
    known = len(notes.lines)
    notes.lines[line + str(known)] = known
    return len(notes.lines)

  def product(self, weights: Dict[str, Tensor], x: Tensor, precision: str) -> Tensor:
    return Linear(weights["weight"], weights["bias"], precision)(x)

  def range(self, n: int, factor: float) -> Tensor:
    assert n > 0, "n must be positive"
    return torch.arange(n, dtype=torch.float32) * factor

  # Whether the tensor of that name is bfloat16, and its numbers.
  def named(self, tensors: Dict[str, Tensor], name: str) -> Tensor:
    x = tensors[name]
    is_half = torch.full([1], 1. if x.dtype == torch.bfloat16 else 0.)
    return torch.cat([is_half, x.to(torch.float32).flatten()])
