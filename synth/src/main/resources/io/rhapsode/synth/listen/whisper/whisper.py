# Whisper (arXiv 2212.04356): log-mel frames to text tokens. TorchScript, not Python: read by
# TorchSource. Weights have the names of a CTranslate2 checkpoint.
#
# Letters: P samples at 16 kHz, M frames of 10 ms, B mel bands, T positions of 20 ms, E features,
# H heads, D features of a head, N tokens, V vocabulary.


# y = x W^T + b
def linear(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  return torch.linear(x, weights[name + "/weight"], weights[name + "/bias"])


def norm(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  return torch.layer_norm(
      x, [x.size(-1)], weights[name + "/layer_norm/gamma"], weights[name + "/layer_norm/beta"], 1e-5)


# x + W2 gelu(W1 norm(x))
def feed_forward(weights: Dict[str, Tensor], name: str, x: Tensor) -> Tensor:
  y = torch.gelu(linear(weights, name + "/linear_0", norm(weights, name, x)), approximate="none")
  return x + linear(weights, name + "/linear_1", y)


# [T, E] -> [1, H, T, D]
def heads_of(x: Tensor, heads: int) -> Tensor:
  return x.view([1, x.size(0), heads, -1]).transpose(1, 2)


# [1, H, T, D] -> [T, E]
def joined(x: Tensor) -> Tensor:
  return x.transpose(1, 2).reshape([x.size(2), -1])


class Network:
  weights : Dict[str, Tensor]
  heads : int
  encoder_layers : int
  decoder_layers : int

  def __init__(
      self, weights: Dict[str, Tensor], heads: int, encoder_layers: int,
      decoder_layers: int) -> None:
    self.weights = weights
    self.heads = heads
    self.encoder_layers = encoder_layers
    self.decoder_layers = decoder_layers


# The keys and values of one clip: of what is heard, and of the tokens so far, for every layer.
class Hearing:
  heard_keys : List[Tensor]  # [1, H, T, D]
  heard_values : List[Tensor]
  keys : List[Tensor]  # [1, H, N, D]
  values : List[Tensor]

  def __init__(self, heard_keys: List[Tensor], heard_values: List[Tensor]) -> None:
    self.heard_keys = heard_keys
    self.heard_values = heard_values
    self.keys = annotate(List[Tensor], [])
    self.values = annotate(List[Tensor], [])


class Whisper(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def network(
      self, weights: Dict[str, Tensor], heads: int, encoder_layers: int,
      decoder_layers: int) -> Network:
    return Network(weights, heads, encoder_layers, decoder_layers)

  # samples [P + 400], the first and last 200 beyond the clip; window [400], filters [B, 201] ->
  # [1, B, M]
  def mel(self, samples: Tensor, window: Tensor, filters: Tensor) -> Tensor:
    count = (samples.size(0) - 400) // 160
    frames = torch.as_strided(samples, [count, 400], [160, 1]) * window
    power = torch.pow(torch.abs(torch.fft_rfft(frames)), 2)  # [M, 201]
    mel = torch.log10(torch.clamp_min(torch.matmul(filters, power.transpose(0, 1)), 1e-10))
    mel = torch.maximum(mel, torch.amax(mel) - 8.)
    return ((mel + 4.) / 4.).unsqueeze(0)

  # mel [1, B, M] -> what is heard, in M / 2 positions
  def hear(self, network: Network, mel: Tensor) -> Hearing:
    w = network.weights
    x = torch.conv1d(mel, w["encoder/conv1/weight"], w["encoder/conv1/bias"], [1], [1])
    x = torch.gelu(x, approximate="none")
    x = torch.conv1d(x, w["encoder/conv2/weight"], w["encoder/conv2/bias"], [2], [1])
    x = torch.gelu(x, approximate="none").squeeze(0).transpose(0, 1)  # [T, E]
    x = x + w["encoder/position_encodings/encodings"].narrow(0, 0, x.size(0))
    for i in range(network.encoder_layers):
      name = "encoder/layer_" + str(i)
      attention = name + "/self_attention"
      parts = torch.chunk(linear(w, attention + "/linear_0", norm(w, attention, x)), 3, -1)
      y = torch.scaled_dot_product_attention(
          heads_of(parts[0], network.heads), heads_of(parts[1], network.heads),
          heads_of(parts[2], network.heads))
      x = x + linear(w, attention + "/linear_1", joined(y))
      x = feed_forward(w, name + "/ffn", x)
    x = norm(w, "encoder", x)
    keys = annotate(List[Tensor], [])
    values = annotate(List[Tensor], [])
    for j in range(network.decoder_layers):
      both = torch.chunk(linear(w, "decoder/layer_" + str(j) + "/attention/linear_1", x), 2, -1)
      keys.append(heads_of(both[0], network.heads))
      values.append(heads_of(both[1], network.heads))
    return Hearing(keys, values)

  # Reads tokens [N] int64 that follow those before; a single one, or the first. -> log
  # probabilities of the token after the last [V]
  def read(self, network: Network, hearing: Hearing, tokens: Tensor) -> Tensor:
    x = self.decode(network, hearing, tokens, annotate(List[int], []), annotate(List[Tensor], []))
    logits = torch.matmul(network.weights["decoder/embeddings/weight"], x[-1])
    return torch.log_softmax(logits, 0)

  # Which positions the tokens [N], read from the beginning, look at: mean over the heads of which
  # pairs names layer and number. -> [N, T]
  def attention(
      self, network: Network, hearing: Hearing, tokens: Tensor, pairs: List[int]) -> Tensor:
    fresh = Hearing(hearing.heard_keys, hearing.heard_values)
    seen = annotate(List[Tensor], [])
    self.decode(network, fresh, tokens, pairs, seen)
    return torch.stack(seen)

  # pairs: layer, head, layer, head ...; what those heads look at is added to seen, [N, T] each
  def decode(
      self, network: Network, hearing: Hearing, tokens: Tensor, pairs: List[int],
      seen: List[Tensor]) -> Tensor:
    w = network.weights
    first = len(hearing.keys) == 0
    before = 0
    if not first:
      before = hearing.keys[0].size(2)
    count = tokens.size(0)
    x = torch.embedding(w["decoder/embeddings/weight"], tokens)
    x = x + w["decoder/position_encodings/encodings"].narrow(0, before, count)
    for i in range(network.decoder_layers):
      name = "decoder/layer_" + str(i)
      attention = name + "/self_attention"
      parts = torch.chunk(linear(w, attention + "/linear_0", norm(w, attention, x)), 3, -1)
      q = heads_of(parts[0], network.heads)
      k = heads_of(parts[1], network.heads)
      v = heads_of(parts[2], network.heads)
      if first:
        hearing.keys.append(k)
        hearing.values.append(v)
      else:
        k = torch.cat([hearing.keys[i], k], 2)
        v = torch.cat([hearing.values[i], v], 2)
        hearing.keys[i] = k
        hearing.values[i] = v
      y = torch.scaled_dot_product_attention(q, k, v, None, 0., first)
      x = x + linear(w, attention + "/linear_1", joined(y))
      cross = name + "/attention"
      asked = heads_of(linear(w, cross + "/linear_0", norm(w, cross, x)), network.heads)
      for p in range(len(pairs) // 2):
        if pairs[2 * p] == i:
          head = pairs[2 * p + 1]
          score = torch.matmul(asked[0, head], hearing.heard_keys[i][0, head].transpose(0, 1))
          seen.append(torch.softmax(score / (float(asked.size(3)) ** 0.5), -1))
      y = torch.scaled_dot_product_attention(
          asked, hearing.heard_keys[i], hearing.heard_values[i])
      x = x + linear(w, cross + "/linear_2", joined(y))
      x = feed_forward(w, name + "/ffn", x)
    return norm(w, "decoder", x)
