# What a machine reads and computes in a second: products of matrices.


class Machine(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # -> [rows, columns], not all the same
  def matrix(self, like: Tensor, rows: int, columns: int) -> Tensor:
    count = torch.arange(rows * columns, dtype=torch.float32, device=like.device)
    return torch.cos(count).view([rows, columns])

  # The sum of a product, so that it has been computed when the number is there. -> [1]
  def product(self, left: Tensor, right: Tensor) -> Tensor:
    return torch.sum(torch.matmul(left, right)).view([1])
