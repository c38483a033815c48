package io.rhapsode.synth.family.qwen.config;

import io.rhapsode.synth.family.qwen.config.QwenConfig.Control;
import io.rhapsode.synth.family.qwen.config.QwenConfig.Kind;
import io.rhapsode.synth.family.qwen.config.QwenConfig.Names;
import io.rhapsode.synth.family.qwen.config.QwenConfig.Predictor;
import io.rhapsode.synth.family.qwen.config.QwenConfig.SpeakerEncoder;
import io.rhapsode.synth.family.qwen.config.QwenConfig.Talker;
import io.rhapsode.synth.family.qwen.config.QwenConfig.Tokens;
import io.rhapsode.synth.family.qwen.config.SamplingRules.Choice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads {@code config.json} and {@code generation_config.json}. */
public final class QwenConfigReader {
  /** The size whose models pass over instructions. */
  private static final String WITHOUT_INSTRUCTIONS = "0b6";

  private QwenConfigReader() {}

  /**
   * @throws IOException if the file cannot be read, or a key is missing, out of range, or asks for
   *     what this program does not do; the message names file and key
   */
  public static QwenConfig read(Path file) throws IOException {
    ConfigSection root = ConfigSection.read(file);
    root.requireText("model_type", "qwen3_tts");
    root.requireText("tokenizer_type", "qwen3_tts_tokenizer_12hz");
    ConfigSection talker = root.section("talker_config");
    try {
      Talker sizes = talker(talker);
      Kind kind = kind(root);
      QwenConfig config =
          new QwenConfig(
              kind,
              kind != Kind.BASE && !root.text("tts_model_size").equals(WITHOUT_INSTRUCTIONS),
              tokens(root, sizes.texts()),
              sizes,
              control(talker, sizes.codes()),
              names(talker, sizes.codes()),
              predictor(talker, sizes),
              speakerEncoder(root, kind));
      requireSameWidth(root, config);
      return config;
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static Kind kind(ConfigSection root) throws IOException {
    String label = root.text("tts_model_type");
    for (Kind kind : Kind.values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    throw root.wrong("tts_model_type", "must be base, custom_voice or voice_design, is " + label);
  }

  private static Tokens tokens(ConfigSection root, int texts) throws IOException {
    return new Tokens(
        below(texts, root, "im_start_token_id"),
        below(texts, root, "im_end_token_id"),
        below(texts, root, "tts_pad_token_id"),
        below(texts, root, "tts_bos_token_id"),
        below(texts, root, "tts_eos_token_id"));
  }

  private static Talker talker(ConfigSection section) throws IOException {
    Talker talker =
        new Talker(
            transformer(section, 1e6),
            section.size("vocab_size"),
            section.size("text_vocab_size"),
            section.size("text_hidden_size"),
            section.size("num_code_groups"),
            section.size("max_position_embeddings", 32_768));
    if (talker.codes() <= Talker.RESERVED) {
      throw section.wrong(
          "vocab_size",
          "%d leaves none below the %d reserved codes".formatted(talker.codes(), Talker.RESERVED));
    }
    if (talker.codebooks() < 2) {
      throw section.wrong("num_code_groups", "must be at least 2");
    }
    return talker;
  }

  private static Transformer transformer(ConfigSection section, double period) throws IOException {
    section.requireFlag("attention_bias", false);
    section.requireFlag("use_sliding_window", false);
    section.requireText("hidden_act", "silu");
    return new Transformer(
        section.size("hidden_size"),
        section.size("intermediate_size"),
        section.size("num_hidden_layers"),
        section.size("num_attention_heads"),
        section.size("num_key_value_heads"),
        section.size("head_dim", 128),
        section.real("rms_norm_eps", 1e-6),
        section.real("rope_theta", period));
  }

  private static Control control(ConfigSection talker, int codes) throws IOException {
    return new Control(
        below(codes, talker, "codec_pad_id"),
        below(codes, talker, "codec_bos_id"),
        below(codes, talker, "codec_eos_token_id"),
        below(codes, talker, "codec_think_id"),
        below(codes, talker, "codec_nothink_id"),
        below(codes, talker, "codec_think_bos_id"),
        below(codes, talker, "codec_think_eos_id"));
  }

  private static int below(int bound, ConfigSection section, String key) throws IOException {
    int value = section.index(key);
    if (value >= bound) {
      throw section.wrong(key, "is %d, but the table has %d rows".formatted(value, bound));
    }
    return value;
  }

  private static Names names(ConfigSection talker, int codes) throws IOException {
    Map<String, Integer> languages = lowerCase(talker.indices("codec_language_id"));
    Map<String, Integer> speakers = lowerCase(talker.indices("spk_id"));
    Map<String, String> dialects = lowerCase(talker.texts("spk_is_dialect"));
    for (Map<String, Integer> ids : List.of(languages, speakers)) {
      for (var entry : ids.entrySet()) {
        if (entry.getValue() >= codes) {
          throw talker.wrong(
              entry.getKey(),
              "is %d, but the table has %d rows".formatted(entry.getValue(), codes));
        }
      }
    }
    for (String dialect : dialects.values()) {
      if (!languages.containsKey(dialect.toLowerCase(Locale.ROOT))) {
        throw talker.wrong("spk_is_dialect", "'%s' is no language of it".formatted(dialect));
      }
    }
    return new Names(languages, speakers, dialects);
  }

  private static <T> Map<String, T> lowerCase(Map<String, T> names) {
    return names.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().toLowerCase(Locale.ROOT),
                Map.Entry::getValue,
                (first, second) -> first));
  }

  private static Predictor predictor(ConfigSection talker, Talker sizes) throws IOException {
    ConfigSection section = talker.section("code_predictor_config");
    section.requireSize("num_code_groups", sizes.codebooks());
    return new Predictor(transformer(section, 1e6), section.size("vocab_size"));
  }

  private static Optional<SpeakerEncoder> speakerEncoder(ConfigSection root, Kind kind)
      throws IOException {
    if (kind != Kind.BASE) {
      return Optional.empty();
    }
    ConfigSection section = root.section("speaker_encoder_config");
    return Optional.of(
        new SpeakerEncoder(
            section.size("enc_dim", 1024),
            section.size("sample_rate", 24_000),
            section.size("mel_dim", 128),
            section.sizes("enc_channels", List.of(512, 512, 512, 512, 1536)),
            section.sizes("enc_kernel_sizes", List.of(5, 3, 3, 3, 1)),
            section.sizes("enc_dilations", List.of(1, 2, 3, 4, 1)),
            section.size("enc_res2net_scale", 8),
            section.size("enc_attention_channels", 128),
            section.size("enc_se_channels", 128)));
  }

  /** The speaker's vector is put into the prompt as it is. */
  private static void requireSameWidth(ConfigSection root, QwenConfig config) throws IOException {
    int width = config.talker().transformer().width();
    if (config.speakerEncoder().isPresent() && config.speakerEncoder().get().width() != width) {
      throw root.wrong(
          "enc_dim",
          "is %d, the talker is %d wide".formatted(config.speakerEncoder().get().width(), width));
    }
    if (config.predictor().codes() > config.talker().codes()) {
      throw root.wrong("code_predictor_config", "its codebooks are larger than the first");
    }
  }

  /**
   * Reads {@code generation_config.json}.
   *
   * @throws IOException if the file cannot be read, or a key is out of range
   */
  public static SamplingRules readSampling(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return new SamplingRules(
          new Choice(true, 0.9, 50, 1), new Choice(true, 0.9, 50, 1), 1.05, 2048);
    }
    ConfigSection root = ConfigSection.read(file);
    return new SamplingRules(
        choice(root, "do_sample", ""),
        choice(root, "subtalker_dosample", "subtalker_"),
        root.real("repetition_penalty", 1.05),
        root.size("max_new_tokens", 2048));
  }

  private static Choice choice(ConfigSection root, String draws, String prefix) throws IOException {
    return new Choice(
        root.flag(draws, true),
        root.real(prefix + "temperature", 0.9),
        root.index(prefix + "top_k", 50),
        root.real(prefix + "top_p", 1));
  }
}
