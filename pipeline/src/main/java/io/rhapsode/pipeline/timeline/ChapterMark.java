package io.rhapsode.pipeline.timeline;

/**
 * Where a chapter stands; positions are in samples at the timeline's rate.
 *
 * @param number number of the chapter in its book, from 1
 * @param title never blank
 * @param startSample its first sample
 * @param endSample one past its last sample, which is the start of the next chapter
 */
public record ChapterMark(int number, String title, long startSample, long endSample) {
  public ChapterMark {
    if (title.isBlank()) {
      throw new IllegalArgumentException("title of chapter " + number + " is blank");
    }
    if (startSample < 0 || endSample <= startSample) {
      throw new IllegalArgumentException(
          "samples %d to %d of '%s' are not an ascending range from 0"
              .formatted(startSample, endSample, title));
    }
  }

  public long samples() {
    return endSample - startSample;
  }
}
