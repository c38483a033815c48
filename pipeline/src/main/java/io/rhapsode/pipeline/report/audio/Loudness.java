package io.rhapsode.pipeline.report.audio;

import java.util.List;

/**
 * Loudness of a whole book before and after mastering (ITU-R BS.1770-4, EBU R 128).
 *
 * @param measuredLufs integrated loudness of the unmastered speech, in LUFS
 * @param deliveries what was done to it, by delivery profile
 */
public record Loudness(double measuredLufs, List<DeliveryReport> deliveries) {
  public Loudness {
    deliveries = List.copyOf(deliveries);
  }
}
