package io.rhapsode.synth.family.qwen.model;

import io.rhapsode.synth.checkpoint.ExpectedTensor;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.family.RandomWeights;
import io.rhapsode.synth.family.qwen.config.CodecConfig;
import io.rhapsode.synth.family.qwen.config.CodecLayout;
import io.rhapsode.synth.family.qwen.config.QwenConfig;
import io.rhapsode.synth.family.qwen.config.QwenConfig.Control;
import io.rhapsode.synth.family.qwen.config.QwenConfig.Kind;
import io.rhapsode.synth.family.qwen.config.QwenConfig.Names;
import io.rhapsode.synth.family.qwen.config.QwenConfig.Predictor;
import io.rhapsode.synth.family.qwen.config.QwenConfig.SpeakerEncoder;
import io.rhapsode.synth.family.qwen.config.QwenConfig.Talker;
import io.rhapsode.synth.family.qwen.config.QwenConfig.Tokens;
import io.rhapsode.synth.family.qwen.config.SamplingRules;
import io.rhapsode.synth.family.qwen.config.SamplingRules.Choice;
import io.rhapsode.synth.family.qwen.config.TalkerLayout;
import io.rhapsode.synth.family.qwen.config.Transformer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Models with made-up weights: one of the published size, 0.6 G, and a tiny one. */
final class QwenSamples {
  private static final double PUBLISHED_DEVIATION = 0.02;
  private static final double TINY_DEVIATION = 0.10;

  private static final Pattern ONES =
      Pattern.compile(".*(norm\\.weight|cluster_usage|\\.scale|gamma)");

  private QwenSamples() {}

  static QwenModel.Description published() {
    Transformer talker = new Transformer(1024, 3072, 28, 16, 8, 128, 1e-6, 1e6);
    Transformer predictor = new Transformer(1024, 3072, 5, 16, 8, 128, 1e-6, 1e6);
    QwenConfig config =
        config(
            new Talker(talker, 3072, 151_936, 2048, 16, 32_768),
            new Predictor(predictor, 2048),
            new SpeakerEncoder(
                1024,
                24_000,
                128,
                List.of(512, 512, 512, 512, 1536),
                List.of(5, 3, 3, 3, 1),
                List.of(1, 2, 3, 4, 1),
                8,
                128,
                128));
    return description(config, publishedCodec());
  }

  private static CodecConfig publishedCodec() {
    return new CodecConfig(
        24_000,
        1920,
        16,
        2048,
        new CodecConfig.Decoder(
            512,
            1024,
            new Transformer(512, 1024, 8, 16, 16, 64, 1e-5, 1e4),
            72,
            List.of(2, 2),
            List.of(8, 5, 4, 3),
            1536),
        new CodecConfig.Encoder(
            64,
            List.of(4, 5, 6, 8),
            7,
            3,
            3,
            2,
            1,
            2,
            new Transformer(512, 2048, 8, 8, 8, 64, 1e-5, 1e4),
            2,
            32,
            256));
  }

  static QwenModel.Description tiny() {
    Transformer talker = new Transformer(32, 48, 2, 4, 2, 16, 1e-6, 1e6);
    Transformer predictor = new Transformer(24, 40, 2, 4, 1, 12, 1e-6, 1e4);
    QwenConfig config =
        config(
            new Talker(talker, Talker.RESERVED + 64, 64, 40, 4, 4096),
            new Predictor(predictor, 64),
            new SpeakerEncoder(
                32, 24_000, 128, List.of(16, 16, 48), List.of(5, 3, 1), List.of(1, 2, 1), 8, 8, 8));
    CodecConfig codec =
        new CodecConfig(
            24_000,
            1920,
            4,
            64,
            new CodecConfig.Decoder(
                16,
                24,
                new Transformer(16, 24, 2, 4, 4, 8, 1e-5, 1e4),
                8,
                List.of(2, 2),
                List.of(8, 5, 4, 3),
                48),
            new CodecConfig.Encoder(
                4,
                List.of(4, 5, 6, 8),
                7,
                3,
                3,
                2,
                1,
                2,
                new Transformer(16, 32, 2, 2, 2, 8, 1e-5, 1e4),
                2,
                8,
                8));
    return description(config, codec);
  }

  private static QwenConfig config(Talker talker, Predictor predictor, SpeakerEncoder encoder) {
    int control = talker.codes() - Talker.RESERVED;
    return new QwenConfig(
        Kind.BASE,
        false,
        new Tokens(1, 2, 3, 4, 5),
        talker,
        new Control(
            control, control + 1, control + 2, control + 3, control + 4, control + 5, control + 6),
        new Names(Map.of("english", control + 7), Map.of(), Map.of()),
        predictor,
        Optional.of(encoder));
  }

  private static QwenModel.Description description(QwenConfig config, CodecConfig codec) {
    Choice choice = new Choice(true, 0.9, 50, 1);
    return new QwenModel.Description(
        config, codec, new SamplingRules(choice, choice, 1.05, 8192), List.of(1, 6, 7));
  }

  /** Tensors that keep the magnitude of what goes through them. */
  static Map<String, TensorData> weights(QwenModel.Description description, boolean published) {
    Map<String, ExpectedTensor> layout = new HashMap<>(TalkerLayout.tensors(description.config()));
    layout.putAll(CodecLayout.tensors(description.codec()));
    return RandomWeights.of(
        layout, published ? PUBLISHED_DEVIATION : TINY_DEVIATION, ONES.asMatchPredicate());
  }
}
