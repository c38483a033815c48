# Rotary position embedding, arXiv 2104.09864.
# Letters: N rows, H heads, D features of a head.


# The rotation of every pair at given positions, as complex numbers of length 1.
# positions [N] int64 -> [N, 1, D/2] complex64
def rotations(positions: Tensor, features: int, max_period: float) -> Tensor:
  pair = torch.arange(features // 2, dtype=torch.float32, device=positions.device)  # [D/2]
  frequency = torch.pow(max_period, pair * (-2. / features))  # [D/2]
  angle = torch.outer(positions.to(torch.float32), frequency).unsqueeze(1)  # [N, 1, D/2]
  return torch.polar(torch.ones_like(angle), angle)


# Of neighbouring pairs (0, 1), (2, 3), ... x [N, H, D] -> [N, H, D]
def rotate(x: Tensor, rotation: Tensor) -> Tensor:
  pairs = torch.view_as_complex(x.reshape([x.size(0), x.size(1), -1, 2]))  # [N, H, D/2]
  return torch.view_as_real(pairs * rotation).flatten(2)


# Of pairs from the two halves, (0, D/2), (1, D/2 + 1), ... x [N, H, D] -> [N, H, D]
def rotate_halves(x: Tensor, rotation: Tensor) -> Tensor:
  first, second = torch.chunk(x, 2, -1)
  turned = torch.complex(first.contiguous(), second.contiguous()) * rotation  # [N, H, D/2]
  return torch.cat([torch.real(turned), torch.imag(turned)], -1)
