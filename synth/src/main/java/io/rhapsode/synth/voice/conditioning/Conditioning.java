package io.rhapsode.synth.voice.conditioning;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a model is given so that it speaks with a voice. It belongs to the model, or the family, it
 * was made for; what can be made again from a recording is a cache and no part of the voice.
 */
public sealed interface Conditioning
    permits Conditioning.PromptCache,
        Conditioning.SpeakerEmbedding,
        Conditioning.ReferenceCodes,
        Conditioning.ReferenceSpeech,
        Conditioning.StyleTable,
        Conditioning.Preset {
  /** Name of the kind in files. */
  String kind();

  /**
   * A prompt's keys and values in a language model.
   *
   * @param latents what the prompt was computed from, for other models with the same encoder
   */
  record PromptCache(PromptState state, Optional<Latents> latents) implements Conditioning {
    static final String KIND = "prompt-cache";

    public PromptCache {
      requireNonNull(state, "state is null");
      requireNonNull(latents, "latents is null");
    }

    @Override
    public String kind() {
      return KIND;
    }
  }

  /** A vector that a speaker encoder made of a recording. */
  record SpeakerEmbedding(Table values) implements Conditioning {
    static final String KIND = "speaker-embedding";

    public SpeakerEmbedding {
      requireNonNull(values, "values is null");
    }

    @Override
    public String kind() {
      return KIND;
    }
  }

  /**
   * A recording as a codec's codes.
   *
   * @param codes [F, Q] in row order: frames, codebooks; none is negative
   */
  record ReferenceCodes(long[] codes, int frames, int codebooks) implements Conditioning {
    static final String KIND = "reference-codes";

    public ReferenceCodes {
      codes = codes.clone();
      if (frames < 1 || codebooks < 1 || codes.length != (long) frames * codebooks) {
        throw new IllegalArgumentException(
            "there are %d codes, not %d * %d".formatted(codes.length, frames, codebooks));
      }
      if (Arrays.stream(codes).anyMatch(code -> code < 0)) {
        throw new IllegalArgumentException("a code is negative");
      }
    }

    @Override
    public long[] codes() {
      return codes.clone();
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ReferenceCodes that
          && frames == that.frames
          && Arrays.equals(codes, that.codes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(codes);
    }
  }

  /**
   * A recording with what is said in it, for models whose speech goes on from one.
   *
   * @param embedding vector that a speaker encoder made of it
   * @param codes what a codec made of it
   * @param transcript what is said in it
   */
  record ReferenceSpeech(Table embedding, ReferenceCodes codes, String transcript)
      implements Conditioning {
    static final String KIND = "reference-speech";

    public ReferenceSpeech {
      requireNonNull(embedding, "embedding is null");
      requireNonNull(codes, "codes is null");
      if (transcript.isBlank()) {
        throw new IllegalArgumentException("the transcript is blank");
      }
    }

    @Override
    public String kind() {
      return KIND;
    }
  }

  /** Styles of a voice, one row for each length of the text. */
  record StyleTable(Table styles) implements Conditioning {
    public static final String KIND = "style-table";

    public StyleTable {
      requireNonNull(styles, "styles is null");
    }

    @Override
    public String kind() {
      return KIND;
    }
  }

  /**
   * A voice that the model knows itself.
   *
   * @param value number or name in the model
   */
  record Preset(String value) implements Conditioning {
    static final String KIND = "preset";

    public Preset {
      requireNonNull(value, "value is null");
    }

    @Override
    public String kind() {
      return KIND;
    }
  }

  /**
   * Finite numbers in rows.
   *
   * @param values [rows, columns] in row order
   */
  record Table(float[] values, int rows, int columns) {
    public Table {
      values = values.clone();
      if (rows < 1 || columns < 1 || values.length != (long) rows * columns) {
        throw new IllegalArgumentException(
            "there are %d values, not %d * %d".formatted(values.length, rows, columns));
      }
      for (float value : values) {
        if (!Float.isFinite(value)) {
          throw new IllegalArgumentException("a value is not finite");
        }
      }
    }

    @Override
    public float[] values() {
      return values.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Table that && rows == that.rows && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }
  }
}
