package io.rhapsode.ingest.subtitle.stl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.rhapsode.ingest.subtitle.CueReader;
import io.rhapsode.ingest.subtitle.DraftCue;
import io.rhapsode.ingest.subtitle.LenientTime;
import io.rhapsode.ingest.subtitle.SubtitleFile;
import io.rhapsode.ingest.subtitle.UnreadableSubtitleException;
import io.rhapsode.ingest.subtitle.Warnings;
import io.rhapsode.pipeline.failure.FailureCode;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * EBU STL: a block of 1024 bytes about the file (GSI), then blocks of 128 bytes of text (TTI). The
 * line of a cue is the number of its first text block. Times count from the start of the programme
 * where the file names it.
 */
public final class StlReader implements CueReader {
  private static final int HEADER = 1024;
  private static final int BLOCK = 128;
  private static final int TEXT_AT = 16;
  private static final int CODE_AT = 3;
  private static final int TABLE_AT = 12;
  private static final int PROGRAMME_AT = 256;
  private static final int LAST_BLOCK = 0xFF;
  private static final int USER_DATA = 0xFE;
  private static final Pattern FORMAT = Pattern.compile("STL(\\d\\d)\\.\\d\\d");
  private static final Pattern TIME = Pattern.compile("(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)");

  /** Whether the bytes begin as EBU STL does. */
  public static boolean recognises(byte[] content) {
    return content.length >= HEADER && FORMAT.matcher(field(content, CODE_AT, 8)).matches();
  }

  @Override
  public void read(SubtitleFile file, Warnings warnings, Consumer<DraftCue> cues)
      throws UnreadableSubtitleException {
    byte[] content = file.content();
    Matcher format = FORMAT.matcher(content.length < HEADER ? "" : field(content, CODE_AT, 8));
    if (!format.matches()) {
      throw file.unreadable(
          FailureCode.UNSUPPORTED_DOCUMENT, 0, "the first block is not that of an EBU STL file");
    }
    Reading reading = new Reading(file, Integer.parseInt(format.group(1)), warnings, cues);
    int blocks = (content.length - HEADER) / BLOCK;
    if (HEADER + blocks * BLOCK != content.length) {
      warnings.add(blocks + 1, "the last block is cut short");
    }
    for (int block = 0; block < blocks; block++) {
      reading.block(block + 1, HEADER + block * BLOCK);
    }
    reading.finish();
  }

  private static String field(byte[] content, int at, int length) {
    return new String(content, at, length, ISO_8859_1);
  }

  /** One pass over the text blocks. */
  private static final class Reading {
    private final SubtitleFile file;
    private final byte[] content;
    private final double framesPerSecond;
    private final StlCharacters characters;
    private final long programmeMillis;
    private final Warnings warnings;
    private final Consumer<DraftCue> cues;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private int first;
    private int firstAt;

    Reading(SubtitleFile file, int rate, Warnings warnings, Consumer<DraftCue> cues) {
      this.file = file;
      this.content = file.content();
      // Frames are counted from 0 within a second of the time code; STL23 counts 24.
      this.framesPerSecond = rate == 23 ? 24 : Math.max(1, rate);
      this.characters = StlCharacters.of(field(content, TABLE_AT, 2));
      this.warnings = warnings;
      this.cues = cues;
      Matcher start = TIME.matcher(field(content, PROGRAMME_AT, 8));
      this.programmeMillis =
          start.matches()
              ? millis(part(start, 1), part(start, 2), part(start, 3), part(start, 4))
              : 0;
      if (programmeMillis > 0) {
        warnings.add(
            1,
            "times count from the start of the programme at "
                + LenientTime.format(programmeMillis));
      }
    }

    private static int part(Matcher time, int group) {
      return Integer.parseInt(time.group(group));
    }

    private long millis(int hours, int minutes, int seconds, int frames) {
      long whole = hours * 3600L + minutes * 60L + seconds;
      return whole * 1000 + Math.round(frames * 1000 / framesPerSecond);
    }

    private long time(int at) {
      return millis(unsigned(at), unsigned(at + 1), unsigned(at + 2), unsigned(at + 3))
          - programmeMillis;
    }

    private int unsigned(int at) {
      return content[at] & 0xFF;
    }

    void block(int number, int at) throws UnreadableSubtitleException {
      int extension = unsigned(at + 3);
      boolean comment = unsigned(at + 15) != 0;
      if (extension == USER_DATA || comment) {
        return;
      }
      if (first > 0 && !sameCue(at)) {
        warnings.add(first, "the last block of a cue is missing");
        finish();
      }
      if (first == 0) {
        first = number;
        firstAt = at;
      }
      text.write(content, at + TEXT_AT, BLOCK - TEXT_AT);
      file.requireCueLength(first, text.size());
      if (extension == LAST_BLOCK) {
        finish();
      }
    }

    private boolean sameCue(int at) {
      return content[at + 1] == content[firstAt + 1] && content[at + 2] == content[firstAt + 2];
    }

    void finish() {
      if (first == 0) {
        return;
      }
      int number = unsigned(firstAt + 1) + 256 * unsigned(firstAt + 2);
      cues.accept(
          new DraftCue(
              first,
              Integer.toString(number),
              time(firstAt + 5),
              time(firstAt + 9),
              Optional.empty(),
              StlText.read(text.toByteArray(), characters),
              Map.of(
                  "row", Integer.toString(unsigned(firstAt + 13)),
                  "justification", Integer.toString(unsigned(firstAt + 14))),
              Optional.empty()));
      text.reset();
      first = 0;
    }
  }
}
