package io.rhapsode.mux.check;

import io.rhapsode.mux.profile.Range;

/**
 * A figure of a file beside its limit.
 *
 * @param name such as "true peak"
 * @param figure with its unit
 * @param limit what the profile allows, in words; empty where it allows everything
 * @param inside whether the figure is within the limit
 */
public record CheckedQuantity(String name, String figure, String limit, boolean inside) {
  static CheckedQuantity of(String name, String figure, String unit, Range range, boolean inside) {
    return new CheckedQuantity(
        name, figure, range.equals(Range.ANY) ? "" : range.describe(unit).strip(), inside);
  }
}
