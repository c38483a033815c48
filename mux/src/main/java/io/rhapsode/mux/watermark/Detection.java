package io.rhapsode.mux.watermark;

import java.util.HexFormat;
import java.util.OptionalInt;

/**
 * What was found in a recording.
 *
 * @param found whether the mark of the key is there
 * @param payload what it says, where enough of it could be read for its check sum to be right
 * @param strongest of all stretches and of the whole, how many standard deviations of chance the
 *     agreement with the pattern lies above chance
 * @param markedStretches stretches of {@value WatermarkDetector#STRETCH_SECONDS} s with the mark
 * @param stretches stretches that were listened to
 * @param speed how fast the recording plays against the marked one; 1 where nothing was found
 * @param falseAlarmProbability bound on the probability that a recording of this length without a
 *     mark would be taken for one with a mark
 */
public record Detection(
    boolean found,
    OptionalInt payload,
    double strongest,
    int markedStretches,
    int stretches,
    double speed,
    double falseAlarmProbability) {
  /** Eight hexadecimal digits; empty when the payload could not be read. */
  public String payloadDigits() {
    return payload.isPresent() ? HexFormat.of().toHexDigits(payload.getAsInt()) : "";
  }

  /** What to tell a user, without the name of the file. */
  public String describe() {
    if (stretches == 0) {
      return "too short to tell; the mark takes %.0f s".formatted(WatermarkGrid.BLOCK_SECONDS);
    }
    if (!found) {
      return "no mark of synthetic speech was heard in %d stretches of %.0f s"
          .formatted(stretches, WatermarkDetector.STRETCH_SECONDS);
    }
    String says =
        payload.isPresent()
            ? "it says %s, the first digits of textSha256 in the book's plan"
                .formatted(payloadDigits())
            : "too little is left of it to read what it says";
    String where =
        markedStretches == 0
            ? "heard over all of it"
            : "heard in %d of %d stretches of %.0f s"
                .formatted(markedStretches, stretches, WatermarkDetector.STRETCH_SECONDS);
    return "marked as synthetic speech, %s; %s".formatted(where, says);
  }
}
