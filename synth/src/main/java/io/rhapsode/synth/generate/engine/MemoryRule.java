package io.rhapsode.synth.generate.engine;

import static io.rhapsode.synth.compute.demand.ModelDemand.gibibytes;

import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.demand.ModelDemand;
import io.rhapsode.synth.compute.torch.TorchDevice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many utterances a model takes at once: as many as wanted, or as its device has memory for.
 * The number decides no bit of the sound.
 */
record MemoryRule(String model, ModelDemand demand, NeuralRuntime wanted) {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryRule.class);

  /**
   * @throws IllegalArgumentException if not even one utterance fits; the message says what must be
   *     free
   */
  NeuralRuntime within(TorchDevice device, long freeBytes) {
    demand.requireWithin(device, freeBytes, wanted.workers());
    int slots = demand.sequences(freeBytes, wanted.workers(), wanted.slots());
    LOG.info(
        "model {} on {}: {} of {} utterances at once; {} of weights, {} for each, {} free",
        model,
        device,
        slots,
        wanted.slots(),
        gibibytes(demand.weightBytes()),
        gibibytes(demand.sequenceBytes()),
        gibibytes(freeBytes));
    return wanted.withSlots(slots);
  }
}
