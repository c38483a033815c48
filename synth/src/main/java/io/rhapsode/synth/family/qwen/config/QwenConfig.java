package io.rhapsode.synth.family.qwen.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dimensions and ids of a Qwen3-TTS model, as its {@code config.json} gives them.
 *
 * @param kind what its voices come from
 * @param instructs whether it follows instructions
 * @param tokens control tokens of the text
 * @param talker the language model
 * @param control control codes of the first codebook
 * @param names what it knows by name
 * @param predictor the code predictor
 * @param speakerEncoder what makes vectors of recordings, where the model has it
 */
public record QwenConfig(
    Kind kind,
    boolean instructs,
    Tokens tokens,
    Talker talker,
    Control control,
    Names names,
    Predictor predictor,
    Optional<SpeakerEncoder> speakerEncoder) {

  /** What the voices of a model come from. */
  public enum Kind {
    /** Recordings. */
    BASE("base"),
    /** The model: it knows some speakers by name. */
    CUSTOM_VOICE("custom_voice"),
    /** A description in words. */
    VOICE_DESIGN("voice_design");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** As configurations write it. */
    public String label() {
      return label;
    }
  }

  /**
   * Ids of control tokens.
   *
   * @param start of a turn
   * @param end of a turn
   * @param pad stands where no text is
   * @param begin of the spoken text
   * @param finish of the spoken text
   */
  public record Tokens(int start, int end, int pad, int begin, int finish) {}

  /**
   * The language model.
   *
   * @param codes rows of the first codebook's table; the last of them are no sounds
   * @param texts rows of the text table
   * @param textWidth features of a row of the text table
   * @param codebooks codes of a frame
   * @param positions most positions of a sequence
   */
  public record Talker(
      Transformer transformer, int codes, int texts, int textWidth, int codebooks, int positions) {
    /** Codes at the end of the first codebook's table that are never chosen, but for the end. */
    public static final int RESERVED = 1024;
  }

  /** Ids of control codes of the first codebook. */
  public record Control(
      int pad, int begin, int end, int think, int noThink, int thinkBegin, int thinkEnd) {}

  /**
   * What the model knows by name, in lower case.
   *
   * @param languages ids of languages and dialects
   * @param speakers ids of speakers
   * @param dialects dialects of speakers who have one
   */
  public record Names(
      Map<String, Integer> languages, Map<String, Integer> speakers, Map<String, String> dialects) {
    public Names {
      languages = Map.copyOf(languages);
      speakers = Map.copyOf(speakers);
      dialects = Map.copyOf(dialects);
    }
  }

  /**
   * The code predictor.
   *
   * @param codes of each codebook
   */
  public record Predictor(Transformer transformer, int codes) {}

  /**
   * The speaker encoder: a first convolution, blocks, and a last convolution over all blocks.
   *
   * @param width features of the vector
   * @param sampleRateHz of the sound it reads
   * @param bands mel bands
   * @param channels of every convolution
   * @param kernels of every convolution
   * @param dilations of every convolution
   * @param scale parts into which a block cuts its channels
   * @param attention channels of the attention of its pooling
   * @param gate channels inside a block's gate
   */
  public record SpeakerEncoder(
      int width,
      int sampleRateHz,
      int bands,
      List<Integer> channels,
      List<Integer> kernels,
      List<Integer> dilations,
      int scale,
      int attention,
      int gate) {
    /** Samples of a frame of the spectrum. */
    public static final int FRAME = 1024;

    /** Samples from one frame to the next. */
    public static final int HOP = 256;

    public SpeakerEncoder {
      channels = List.copyOf(channels);
      kernels = List.copyOf(kernels);
      dilations = List.copyOf(dilations);
      if (channels.size() < 3
          || kernels.size() != channels.size()
          || dilations.size() != channels.size()) {
        throw new IllegalArgumentException(
            "the speaker encoder's lists have %d channels, %d kernels and %d dilations"
                .formatted(channels.size(), kernels.size(), dilations.size()));
      }
      int first = channels.get(0);
      for (int block = 1; block < channels.size() - 1; block++) {
        if (channels.get(block) != first || channels.get(block) % scale != 0) {
          throw new IllegalArgumentException(
              "the speaker encoder's blocks must have %d channels, a multiple of %d"
                  .formatted(first, scale));
        }
      }
      if (kernels.stream().anyMatch(kernel -> kernel % 2 == 0)) {
        throw new IllegalArgumentException("the speaker encoder's kernels must be odd");
      }
    }
  }
}
