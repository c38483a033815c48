package io.rhapsode.synth.family.qwen.config;

/**
 * A transformer with grouped-query attention.
 *
 * @param width features between its layers; heads times {@code headWidth} may differ
 * @param hidden features inside the feed-forward
 * @param layers number of layers
 * @param heads heads of queries
 * @param groups heads of keys and values; divides {@code heads}
 * @param headWidth features of a head, even
 * @param epsilon of its norms
 * @param period base of its rotary positions
 */
public record Transformer(
    int width,
    int hidden,
    int layers,
    int heads,
    int groups,
    int headWidth,
    double epsilon,
    double period) {
  public Transformer {
    if (heads % groups != 0) {
      throw new IllegalArgumentException(
          "%d heads of queries cannot share %d of keys".formatted(heads, groups));
    }
    if (headWidth % 2 != 0) {
      throw new IllegalArgumentException(
          "heads of %d features, an odd number".formatted(headWidth));
    }
  }

  /** Features of all heads of queries. */
  public long queries() {
    return (long) heads * headWidth;
  }

  /** Features of all heads of keys. */
  public long keys() {
    return (long) groups * headWidth;
  }
}
