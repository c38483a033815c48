package io.rhapsode.pipeline.report.audio;

import java.util.List;

/**
 * Loudness of a whole book before and after mastering (ITU-R BS.1770-4, EBU R 128).
 *
 * @param measuredLufs integrated loudness of the unmastered speech, in LUFS
 * @param voices what was done to each voice before mastering
 * @param deliveries what was done to it, by delivery profile
 */
public record Loudness(
    double measuredLufs, List<VoiceMastering> voices, List<DeliveryReport> deliveries) {
  public Loudness {
    // Reports of earlier versions tell nothing of voices.
    voices = voices == null ? List.of() : List.copyOf(voices);
    deliveries = List.copyOf(deliveries);
  }
}
