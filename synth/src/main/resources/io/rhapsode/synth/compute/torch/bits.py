# TorchScript, not Python: read by TorchSource.


# Sees numbers in memory as others than they were handed over as.
class Bits(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # What was handed over as float16 is bfloat16: the same memory by its right name.
  def as_bfloat16(self, tensors: Dict[str, Tensor]) -> Dict[str, Tensor]:
    seen = annotate(Dict[str, Tensor], {})
    for name in torch.keys(tensors):
      x = tensors[name]
      if x.dtype == torch.float16:
        x = torch.empty([0], dtype=torch.bfloat16, device=x.device).set_(x)
      seen[name] = x
    return seen
