# Attention in which several query heads share a head of keys and values (grouped-query attention,
# arXiv 2305.13245), and the feed-forward with a gate that usually comes with it.
#
# Letters as in attention.py; K heads of keys and values, G = H / K queries share each. Query head h
# uses head h / G. Keys and values are never repeated: the G queries of a head become G T rows.

from io.rhapsode.synth.compute.torch.attention import Cache
from io.rhapsode.synth.compute.torch.linear import Linear
from io.rhapsode.synth.compute.torch.rotary import rotate


# q [B, T, H, D], k, v [B, K, L, D], mask [G T, L] or [K, G T, L] (bool, or float to be added)
# -> [B, T, H D]
def attend(q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor]) -> Tensor:
  batch = q.size(0)
  count = q.size(1)
  groups = k.size(1)
  share = q.size(2) // groups
  rows = q.reshape([batch, count, groups, share, -1]).permute([0, 2, 3, 1, 4])
  y = torch.scaled_dot_product_attention(
      rows.reshape([batch, groups, share * count, -1]), k, v, mask)
  return y.view([batch, groups, share, count, -1]).permute([0, 3, 1, 2, 4]).reshape(
      [batch, count, -1])


# Which rows each of T new rows sees after `before` cached ones: all up to itself. -> [G T, L] bool
def causal(count: int, before: int, share: int, like: Tensor) -> Optional[Tensor]:
  if count == 1:
    return None
  query = torch.arange(before, before + count, device=like.device).unsqueeze(1)  # [T, 1]
  key = torch.arange(before + count, device=like.device).unsqueeze(0)  # [1, L]
  return (key <= query).repeat([share, 1])


# Attention of many sequences at once, each over its own cache, to which the new rows are added.
# q [N, H, D], k, v [N, K, D]; rows beyond the counts are padding -> [N, H D]
def attend_cached(
    q: Tensor, k: Tensor, v: Tensor, caches: List[Cache], counts: List[int]) -> Tensor:
  share = q.size(1) // k.size(1)
  mixed = annotate(List[Tensor], [])
  row = 0
  for i in range(len(caches)):
    count = counts[i]
    cache = caches[i]
    before = cache.length
    cache.append(k.narrow(0, row, count), v.narrow(0, row, count))
    mixed.append(attend(
        q.narrow(0, row, count).unsqueeze(0),
        cache.keys.narrow(2, 0, cache.length),
        cache.values.narrow(2, 0, cache.length),
        causal(count, before, share, q)).squeeze(0))
    row = row + count
  if row < q.size(0):
    mixed.append(torch.new_zeros(q, [q.size(0) - row, q.size(1) * q.size(2)]))
  return torch.cat(mixed)


# Self-attention of many sequences at once, as Attention in attention.py, without a window.
class GroupedAttention:
  in_proj : Linear  # [(H + 2 K) D, E]; queries, then keys, then values
  out_proj : Linear  # [E, H D]
  heads : int
  groups : int

  def __init__(self, in_proj: Linear, out_proj: Linear, heads: int, groups: int) -> None:
    self.in_proj = in_proj
    self.out_proj = out_proj
    self.heads = heads
    self.groups = groups

  # x [N, E], rotation [N, 1, D/2]; rows beyond the counts are padding -> [N, E]
  def __call__(self, x: Tensor, rotation: Tensor, caches: List[Cache], counts: List[int]) -> Tensor:
    qkv = self.in_proj(x).view([x.size(0), self.heads + 2 * self.groups, -1])
    rotated = rotate(qkv.narrow(1, 0, self.heads + self.groups), rotation)
    q = rotated.narrow(1, 0, self.heads)
    k = rotated.narrow(1, self.heads, self.groups)
    v = qkv.narrow(1, self.heads + self.groups, self.groups)
    return self.out_proj(attend_cached(q, k, v, caches, counts))


# W2 (silu(W1 x) * W3 x), arXiv 2002.05202.
class GatedFeedForward:
  expand : Linear  # [2 F, E]; W1, then W3
  reduce : Linear  # [E, F]

  def __init__(self, expand: Linear, reduce: Linear) -> None:
    self.expand = expand
    self.reduce = reduce

  # x [..., E] -> [..., E]
  def __call__(self, x: Tensor) -> Tensor:
    gate, value = torch.chunk(self.expand(x), 2, -1)
    return self.reduce(torch.silu(gate) * value)
