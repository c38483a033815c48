package io.rhapsode.pipeline.report.dub;

/**
 * How loud something is in and outside of speech, each by itself, gated as ITU-R BS.1770 has it.
 *
 * @param speechLufs while somebody speaks, in LUFS; -120 for silence
 * @param elsewhereLufs all the other time, in LUFS; -120 for silence
 */
public record SpeechLevels(double speechLufs, double elsewhereLufs) {
  /** Stands for silence: JSON has no infinity. */
  public static final double FAINTEST = -120;

  public static final SpeechLevels SILENCE = new SpeechLevels(FAINTEST, FAINTEST);

  public SpeechLevels {
    speechLufs = Math.max(FAINTEST, speechLufs);
    elsewhereLufs = Math.max(FAINTEST, elsewhereLufs);
  }

  /** Whether anything is heard while somebody speaks. */
  public boolean heardInSpeech() {
    return speechLufs > FAINTEST;
  }
}
