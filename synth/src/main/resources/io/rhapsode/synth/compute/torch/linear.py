# TorchScript, not Python: read by TorchSource, which resolves the imports.
# Letters: N rows, I features in, O features out.


# y = x W^T + b, with the weight kept in one of three precisions.
#
# float32:  exact.
# bfloat16: weight and input rounded to bfloat16, result back to float32; pays on graphics cards.
# int8:     weight per output feature, input per row. fbgemm takes one range for all rows, which
#           would make a row depend on its neighbours; so every row is scaled to [-1, 1] first and
#           one more row holding -1 and 1 pins the range. Sums are whole numbers, hence exact: the
#           result of a row is the same in every batch.
class Linear:
  weight : Optional[Tensor]  # [O, I]; float32 or bfloat16
  packed : Optional[__torch__.torch.classes.quantized.LinearPackedParamsBase]
  bias : Optional[Tensor]  # [O]
  limits : Tensor  # [1, I]; -1, 1, 0, 0 ...
  is_half : bool

  def __init__(self, weight: Tensor, bias: Optional[Tensor], precision: str) -> None:
    self.bias = bias
    self.is_half = precision == "bfloat16"
    self.weight = None
    self.packed = None
    self.limits = torch.new_zeros(weight, [1, weight.size(1)])
    if precision == "int8":
      largest = torch.amax(torch.abs(weight), [1])  # [O]
      scale = torch.clamp_min(largest / 127., 1e-9).to(torch.float64)  # [O]
      zero = torch.zeros_like(scale).to(torch.int64)
      self.packed = ops.quantized.linear_prepack(
          torch.quantize_per_channel(weight, scale, zero, 0, torch.qint8), None)
      self.limits[0, 0] = -1.
      self.limits[0, 1] = 1.
    elif precision == "bfloat16":
      self.weight = weight.to(torch.bfloat16)
    else:
      self.weight = weight

  # x [..., I] -> [..., O]
  def __call__(self, x: Tensor) -> Tensor:
    packed = self.packed
    if packed is not None:
      return self.quantized(x, packed)
    weight = self.weight
    assert weight is not None
    if self.is_half:
      y = torch.linear(x.to(torch.bfloat16), weight).to(torch.float32)
      bias = self.bias
      return y if bias is None else y + bias
    return torch.linear(x, weight, self.bias)

  def quantized(
      self, x: Tensor, packed: __torch__.torch.classes.quantized.LinearPackedParamsBase) -> Tensor:
    rows = x.reshape([-1, x.size(-1)])  # [N, I]
    range = torch.clamp_min(torch.amax(torch.abs(rows), [1], True), 1e-9)  # [N, 1]
    scaled = torch.cat([rows / range, self.limits])  # [N + 1, I]
    y = ops.quantized.linear_dynamic(scaled, packed, True)[:-1] * range  # [N, O]
    bias = self.bias
    if bias is not None:
      y = y + bias
    return y.view(x.shape[:-1] + [y.size(1)])
