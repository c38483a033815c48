package io.rhapsode.synth.family.espeak.worker;

import io.rhapsode.synth.family.espeak.library.EspeakInstallation;
import io.rhapsode.synth.family.espeak.library.EspeakParameters;
import java.io.IOException;
import java.time.Duration;

/** A process that is killed while its worker hangs. */
final class OrphanMaker {
  private OrphanMaker() {}

  /**
   * @param arguments the text to hang over
   */
  public static void main(String[] arguments) throws IOException, WorkerException {
    WorkerCommand command = WorkerCommand.of(EspeakInstallation.standard(), FaultyWorker.class);
    new WorkerPool(command, 1, 10, Duration.ofHours(1))
        .perform(
            new WorkerTask.Speech(
                EspeakParameters.defaults("gmw/en", ""), "gmw/en", 0, false, arguments[0]));
  }
}
