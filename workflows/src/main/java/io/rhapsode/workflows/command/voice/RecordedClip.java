package io.rhapsode.workflows.command.voice;

import io.rhapsode.mux.clip.AudioDecoder;
import io.rhapsode.synth.speaker.SpeakerEncoder;
import io.rhapsode.workflows.likeness.HeardVoice;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Path;

/** A recording that voices are compared with. */
final class RecordedClip {
  private static final long LARGEST_BYTES = 512L << 20;
  private static final int LONGEST_SECONDS = 1800;

  private RecordedClip() {}

  /**
   * Listens to the voice of a recording.
   *
   * @throws IOException if the file cannot be read
   * @throws UsageException if there is hardly any speech in it
   */
  static HeardVoice hear(Path file, SpeakerEncoder encoder) throws IOException, UsageException {
    return HeardVoice.in(new AudioDecoder(LARGEST_BYTES, LONGEST_SECONDS).decode(file), encoder)
        .orElseThrow(() -> new UsageException(file + " has less than a second of speech"));
  }

  /** "clip.wav: 14.2 s of speech", and what is too little. */
  static String describe(String name, HeardVoice heard) {
    double seconds = heard.embedding().speechSeconds();
    return "%s: %.1f s of speech%s"
        .formatted(
            name,
            seconds,
            seconds < HeardVoice.TELLING_SECONDS
                ? ", too little to tell much: %.0f s and more are needed"
                    .formatted(HeardVoice.TELLING_SECONDS)
                : "");
  }
}
