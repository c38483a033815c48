package io.rhapsode.mux.dub.mix;

import io.rhapsode.pipeline.report.dub.SpeechLevels;

/** How loud the dialogue is made. */
public enum DialogueGoal {
  /** As loud as the film is while its people speak; WEB where it has no sound. */
  ORIGINAL(Double.NaN, -1.5),
  /** Usual for players on the web. */
  WEB(-16, -1.5),
  /** EBU R 128. */
  BROADCAST(-23, -1.5),
  /** Streaming services: measured on the dialogue, with 2 dB of room. */
  NETFLIX(-27, -2);

  private final double lufs;
  private final double truePeakDbtp;

  DialogueGoal(double lufs, double truePeakDbtp) {
    this.lufs = lufs;
    this.truePeakDbtp = truePeakDbtp;
  }

  /**
   * Loudness of the dialogue.
   *
   * @param film what the film has while its people speak
   */
  double lufs(SpeechLevels film) {
    if (this != ORIGINAL) {
      return lufs;
    }
    return film.heardInSpeech() ? film.speechLufs() : WEB.lufs;
  }

  /** Largest true peak of the mix, in dBTP; encoders are left half a decibel. */
  double truePeakDbtp() {
    return truePeakDbtp;
  }
}
