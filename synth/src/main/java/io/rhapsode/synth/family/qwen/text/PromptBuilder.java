package io.rhapsode.synth.family.qwen.text;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.family.qwen.config.QwenConfig;
import io.rhapsode.synth.family.qwen.config.QwenConfig.Control;
import io.rhapsode.synth.family.qwen.config.QwenConfig.Tokens;
import io.rhapsode.synth.family.qwen.text.VoicePrompt.Layout;
import io.rhapsode.synth.family.qwen.text.VoicePrompt.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Lays out prompts: row by row what stands on the track of text and on that of codes. */
public final class PromptBuilder {
  private static final String CHINESE = "chinese";
  private static final int NONE = QwenPrompt.NONE;

  private final QwenConfig config;
  private final int[] role;

  /**
   * @param role tokens that begin the turn of the one who speaks
   */
  public PromptBuilder(QwenConfig config, int[] role) {
    this.config = requireNonNull(config, "config is null");
    this.role = role.clone();
  }

  /**
   * The prompt of a text.
   *
   * @param language BCP 47 tag of the text; the model finds out itself if it knows none of it
   * @param body tokens of the text
   */
  public QwenPrompt prompt(VoicePrompt voice, String language, int[] body) {
    Rows rows = new Rows(config.talker().codebooks());
    for (int id : voice.instruction()) {
      rows.add(id, NONE);
    }
    for (int id : role) {
      rows.add(id, NONE);
    }
    int speakerRow = opening(rows, voice, language);
    long[] rest =
        voice.reference().isPresent()
            ? afterReference(rows, voice.reference().get(), body, voice.layout())
            : text(rows, body, voice.layout());
    return new QwenPrompt(rows.text(), rows.codes(), speakerRow, rest);
  }

  /** Language and speaker; returns the row of the speaker's vector. */
  private int opening(Rows rows, VoicePrompt voice, String language) {
    Tokens tokens = config.tokens();
    Control control = config.control();
    Optional<Integer> id = languageId(voice, language);
    rows.add(tokens.pad(), id.isPresent() ? control.think() : control.noThink());
    rows.add(tokens.pad(), control.thinkBegin());
    id.ifPresent(code -> rows.add(tokens.pad(), code));
    rows.add(tokens.pad(), control.thinkEnd());
    int speakerRow = NONE;
    if (voice.hasEmbedding()) {
      speakerRow = rows.count();
      rows.add(tokens.pad(), NONE);
    }
    voice.speaker().ifPresent(code -> rows.add(tokens.pad(), code));
    rows.add(tokens.begin(), control.pad());
    return speakerRow;
  }

  /** A dialect takes the place of Chinese and of a language that nobody named. */
  private Optional<Integer> languageId(VoicePrompt voice, String tag) {
    String name =
        Locale.forLanguageTag(tag).getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT);
    boolean open = name.equals(CHINESE) || !config.names().languages().containsKey(name);
    return Optional.ofNullable(
        config.names().languages().get(open ? voice.dialect().orElse(name) : name));
  }

  private long[] text(Rows rows, int[] body, Layout layout) {
    Tokens tokens = config.tokens();
    Control control = config.control();
    if (layout == Layout.WHOLE) {
      for (int id : body) {
        rows.add(id, control.pad());
      }
      rows.add(tokens.finish(), control.pad());
      rows.add(tokens.pad(), control.begin());
      return new long[0];
    }
    // The reference takes the token behind the text if there is none.
    rows.add(body.length > 0 ? body[0] : tokens.end(), control.begin());
    IntStream left = IntStream.concat(Arrays.stream(body).skip(1), IntStream.of(tokens.finish()));
    return left.asLongStream().toArray();
  }

  private long[] afterReference(Rows rows, Reference reference, int[] body, Layout layout) {
    Tokens tokens = config.tokens();
    Control control = config.control();
    int[] text =
        IntStream.concat(
                IntStream.concat(Arrays.stream(reference.text()), Arrays.stream(body)),
                IntStream.of(tokens.finish()))
            .toArray();
    int used = 0;
    if (layout == Layout.WHOLE) {
      for (int id : text) {
        rows.add(id, control.pad());
      }
      used = text.length;
    }
    for (int frame = -1; frame < reference.frames(); frame++) {
      int id = used < text.length ? text[used++] : tokens.pad();
      if (frame < 0) {
        rows.add(id, control.begin());
      } else {
        rows.add(id, reference.codes(), frame);
      }
    }
    return Arrays.stream(text).skip(used).asLongStream().toArray();
  }

  /** Rows as they are laid. */
  private static final class Rows {
    private final int codebooks;
    private final List<Integer> text = new ArrayList<>();
    private final List<long[]> codes = new ArrayList<>();

    Rows(int codebooks) {
      this.codebooks = codebooks;
    }

    /** A row with a code of the first codebook, or none. */
    void add(int id, int code) {
      long[] row = new long[codebooks];
      Arrays.fill(row, NONE);
      row[0] = code;
      text.add(id);
      codes.add(row);
    }

    /** A row with a frame. */
    void add(int id, long[] frames, int frame) {
      text.add(id);
      codes.add(Arrays.copyOfRange(frames, frame * codebooks, (frame + 1) * codebooks));
    }

    int count() {
      return text.size();
    }

    long[] text() {
      return text.stream().mapToLong(Integer::longValue).toArray();
    }

    long[] codes() {
      return codes.stream().flatMapToLong(Arrays::stream).toArray();
    }
  }
}
