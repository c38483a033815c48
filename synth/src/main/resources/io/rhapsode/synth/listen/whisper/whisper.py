# Whisper (arXiv 2212.04356): log-mel frames to text tokens. TorchScript, not Python: read by
# TorchSource. Weights have the names of a CTranslate2 checkpoint.
#
# Letters: P samples at 16 kHz, M frames of 10 ms, B mel bands, T positions of 20 ms, E features,
# H heads, D features of a head, N tokens, V vocabulary, R rows: clips that are read at once. Rows
# are always of the same number, so that company changes no bit.


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


# [R, T, E] -> [R, H, T, D]
def heads_of(x: Tensor, heads: int) -> Tensor:
  return x.view([x.size(0), x.size(1), heads, -1]).transpose(1, 2)


# [R, H, T, D] -> [R, T, E]
def joined(x: Tensor) -> Tensor:
  return x.transpose(1, 2).reshape([x.size(0), x.size(2), -1])


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


# What is heard in one clip: keys and values of every layer.
class Hearing:
  keys : List[Tensor]  # [1, H, T, D]
  values : List[Tensor]

  def __init__(self, keys: List[Tensor], values: List[Tensor]) -> None:
    self.keys = keys
    self.values = values


# The tokens read so far: keys and values of every layer.
class Reading:
  keys : List[Tensor]  # [R, H, N, D]
  values : List[Tensor]

  def __init__(self) -> None:
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
    x = torch.gelu(x, approximate="none").transpose(1, 2)  # [1, T, E]
    x = x + w["encoder/position_encodings/encodings"].narrow(0, 0, x.size(1))
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

  # Says at most as many tokens of each clip, the likeliest each time: prompt [N] int64, rows R,
  # never and never_first [V] minus infinity for tokens that must not come (first). -> tokens and
  # their probabilities [2, most, R], filled up with the end
  def say(
      self, network: Network, clips: List[Hearing], rows: int, prompt: Tensor, most: int,
      end: int, never_first: Tensor, never: Tensor) -> Tensor:
    reading = Reading()
    x = self.decode(
        network, clips, reading, prompt.unsqueeze(0).expand([rows, -1]),
        annotate(List[int], []), annotate(List[Tensor], []))
    tokens = annotate(List[Tensor], [])
    probabilities = annotate(List[Tensor], [])
    barred = never_first
    ended = torch.ge(torch.arange(rows, device=prompt.device), len(clips))
    going = True
    while going:
      logits = torch.matmul(x.select(1, -1), network.weights["decoder/embeddings/weight"].t())
      logs = torch.log_softmax(logits, -1)  # [R, V]
      token = torch.argmax(logs + barred, -1)
      token = torch.masked_fill(token, ended, end)
      tokens.append(token.to(torch.float32))
      probabilities.append(torch.exp(torch.gather(logs, 1, token.unsqueeze(1)).squeeze(1)))
      ended = torch.logical_or(ended, torch.eq(token, end))
      barred = never
      going = len(tokens) < most and not bool(torch.all(ended))
      if going:
        x = self.decode(
            network, clips, reading, token.unsqueeze(1), annotate(List[int], []),
            annotate(List[Tensor], []))
    return torch.stack([torch.stack(tokens), torch.stack(probabilities)])

  # Which positions the tokens [N] of one clip look at: of the heads of which pairs names layer and
  # number. -> [heads, N, T]
  def attention(
      self, network: Network, clip: Hearing, tokens: Tensor, pairs: List[int]) -> Tensor:
    seen = annotate(List[Tensor], [])
    self.decode(network, [clip], Reading(), tokens.unsqueeze(0), pairs, seen)
    return torch.stack(seen)

  # Reads tokens [R, N] int64 that follow those before; a single one each, or the first. pairs:
  # layer, head, layer, head ...; what those heads of the first row look at is added to seen, [N, T]
  # each. -> [R, N, E]
  def decode(
      self, network: Network, clips: List[Hearing], reading: Reading, tokens: Tensor,
      pairs: List[int], seen: List[Tensor]) -> Tensor:
    w = network.weights
    first = len(reading.keys) == 0
    before = 0
    if not first:
      before = reading.keys[0].size(2)
    x = torch.embedding(w["decoder/embeddings/weight"], tokens)
    x = x + w["decoder/position_encodings/encodings"].narrow(0, before, tokens.size(1))
    for i in range(network.decoder_layers):
      name = "decoder/layer_" + str(i)
      attention = name + "/self_attention"
      parts = torch.chunk(linear(w, attention + "/linear_0", norm(w, attention, x)), 3, -1)
      q = heads_of(parts[0], network.heads)
      k = heads_of(parts[1], network.heads)
      v = heads_of(parts[2], network.heads)
      if first:
        reading.keys.append(k)
        reading.values.append(v)
      else:
        k = torch.cat([reading.keys[i], k], 2)
        v = torch.cat([reading.values[i], v], 2)
        reading.keys[i] = k
        reading.values[i] = v
      y = torch.scaled_dot_product_attention(q, k, v, None, 0., first)
      x = x + linear(w, attention + "/linear_1", joined(y))
      cross = name + "/attention"
      asked = heads_of(linear(w, cross + "/linear_0", norm(w, cross, x)), network.heads)
      for p in range(len(pairs) // 2):
        if pairs[2 * p] == i:
          head = pairs[2 * p + 1]
          score = torch.matmul(asked[0, head], clips[0].keys[i][0, head].transpose(0, 1))
          seen.append(torch.softmax(score / (float(asked.size(3)) ** 0.5), -1))
      x = x + linear(w, cross + "/linear_2", joined(self.listen(asked, clips, i)))
      x = feed_forward(w, name + "/ffn", x)
    return norm(w, "decoder", x)

  # What each row [R, H, N, D] looks for in its clip, at a layer; rows beyond the clips find nothing.
  def listen(self, asked: Tensor, clips: List[Hearing], layer: int) -> Tensor:
    found = annotate(List[Tensor], [])
    for r in range(asked.size(0)):
      row = asked.narrow(0, r, 1)
      if r < len(clips):
        row = torch.scaled_dot_product_attention(row, clips[r].keys[layer], clips[r].values[layer])
      found.append(row)
    return torch.cat(found)
