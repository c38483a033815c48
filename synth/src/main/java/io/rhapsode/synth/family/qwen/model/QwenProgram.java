package io.rhapsode.synth.family.qwen.model;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.TorchModule;
import io.rhapsode.synth.family.qwen.config.CodecConfig;
import io.rhapsode.synth.family.qwen.config.QwenConfig;
import io.rhapsode.synth.family.qwen.config.QwenConfig.SpeakerEncoder;
import io.rhapsode.synth.family.qwen.config.SamplingRules;
import io.rhapsode.synth.family.qwen.config.SamplingRules.Choice;
import io.rhapsode.synth.family.qwen.config.Transformer;
import java.util.List;

/** Makes the objects of {@code qwen.py} from a checkpoint's tensors. */
final class QwenProgram {
  private final TorchModule program;

  /**
   * @param program one that has the methods of {@code qwen.py}
   */
  QwenProgram(TorchModule program) {
    this.program = program;
  }

  /** The talker with its code predictor, owned by a scope. */
  IValue talker(
      TensorScope owner,
      TensorScope scope,
      IValue weights,
      QwenConfig config,
      SamplingRules rules,
      String precision) {
    Transformer talker = config.talker().transformer();
    Transformer predictor = config.predictor().transformer();
    return owner.call(
        program,
        "talker",
        weights,
        scope.integers(talker.headWidth(), predictor.headWidth()),
        scope.reals(talker.epsilon(), predictor.epsilon()),
        scope.reals(talker.period(), predictor.period()),
        scope.integer(QwenConfig.Talker.RESERVED),
        scope.integer(config.control().end()),
        scope.integer(SamplingRules.LEAST_TOKENS),
        scope.integer(config.tokens().pad()),
        scope.real(rules.repetitionPenalty()),
        sampling(scope, rules.first()),
        sampling(scope, rules.others()),
        scope.text(precision));
  }

  IValue sampling(TensorScope scope, Choice choice) {
    return scope.call(
        program,
        "sampling",
        scope.flag(choice.draws()),
        scope.real(choice.temperature()),
        scope.integer(choice.topK()),
        scope.real(choice.topP()));
  }

  IValue decoder(TensorScope owner, TensorScope scope, IValue weights, CodecConfig config) {
    CodecConfig.Decoder decoder = config.decoder();
    Transformer transformer = decoder.transformer();
    return owner.call(
        program,
        "decoder",
        weights,
        scope.integer(transformer.headWidth()),
        scope.integer(decoder.window()),
        scope.real(transformer.epsilon()),
        scope.real(transformer.period()),
        integers(scope, decoder.ratios()),
        integers(scope, decoder.rates()));
  }

  IValue encoder(TensorScope owner, TensorScope scope, IValue weights, CodecConfig config) {
    CodecConfig.Encoder encoder = config.encoder();
    Transformer transformer = encoder.transformer();
    return owner.call(
        program,
        "encoder",
        weights,
        integers(scope, encoder.ratios()),
        scope.integer(encoder.units()),
        scope.integer(encoder.growth()),
        scope.integer(transformer.headWidth()),
        scope.real(transformer.epsilon()),
        scope.real(transformer.period()),
        scope.integer(encoder.stride()));
  }

  IValue speakerEncoder(
      TensorScope owner, TensorScope scope, IValue weights, SpeakerEncoder encoder) {
    int bins = SpeakerEncoder.FRAME / 2 + 1;
    float[] filters =
        MelFilters.filters(encoder.bands(), SpeakerEncoder.FRAME, encoder.sampleRateHz());
    return owner.call(
        program,
        "speaker_encoder",
        weights,
        scope.floats(filters, encoder.bands(), bins),
        scope.integer(SpeakerEncoder.HOP),
        scope.integer(encoder.scale()),
        integers(scope, encoder.dilations()));
  }

  private static IValue integers(TensorScope scope, List<Integer> values) {
    return scope.integers(values.stream().mapToLong(Integer::longValue).toArray());
  }
}
