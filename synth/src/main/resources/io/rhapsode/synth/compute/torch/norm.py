# Letters: C features.


# Layer normalisation with biased variance; weight and bias may be absent.
class LayerNorm:
  weight : Optional[Tensor]  # [C]
  bias : Optional[Tensor]  # [C]
  features : int
  epsilon : float

  def __init__(
      self, weight: Optional[Tensor], bias: Optional[Tensor], features: int,
      epsilon: float) -> None:
    self.weight = weight
    self.bias = bias
    self.features = features
    self.epsilon = epsilon

  # x [..., C] -> [..., C]
  def __call__(self, x: Tensor) -> Tensor:
    return torch.layer_norm(x, [self.features], self.weight, self.bias, self.epsilon)


# x / sqrt(mean of x^2 + epsilon) * weight, arXiv 1910.07467.
class RmsNorm:
  weight : Tensor  # [C]
  epsilon : float

  def __init__(self, weight: Tensor, epsilon: float) -> None:
    self.weight = weight
    self.epsilon = epsilon

  # x [..., C] -> [..., C]
  def __call__(self, x: Tensor) -> Tensor:
    return torch.rms_norm(x, [self.weight.size(0)], self.weight, self.epsilon)
