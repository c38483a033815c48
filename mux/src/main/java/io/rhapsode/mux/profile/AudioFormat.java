package io.rhapsode.mux.profile;

/** The containers a book can be delivered in. */
public enum AudioFormat {
  /** AAC-LC in MP4 with both kinds of chapters; always one file a book. */
  M4B("m4b", 64, 32, 320, 1.2),
  /** MPEG-1 layer III at a constant bit rate with ID3v2.3 tags. */
  MP3("mp3", 192, 64, 320, 0.5),
  /** Opus in Ogg, at 48 kHz. */
  OPUS("opus", 48, 12, 256, 1.2),
  /** Lossless, 24 bit. */
  FLAC("flac", 0, 0, 0, 0.1);

  private final String fileExtension;
  private final int defaultBitRateKbps;
  private final int lowestBitRateKbps;
  private final int highestBitRateKbps;
  private final double peakHeadroomDecibels;

  AudioFormat(
      String fileExtension,
      int defaultKbps,
      int lowestKbps,
      int highestKbps,
      double headroomDecibels) {
    this.fileExtension = fileExtension;
    this.defaultBitRateKbps = defaultKbps;
    this.lowestBitRateKbps = lowestKbps;
    this.highestBitRateKbps = highestKbps;
    this.peakHeadroomDecibels = headroomDecibels;
  }

  /** Without a dot. */
  public String fileExtension() {
    return fileExtension;
  }

  /** Of mono audio, in kbit/s; 0 for the lossless format. */
  public int defaultBitRateKbps() {
    return defaultBitRateKbps;
  }

  /** In kbit/s. */
  public int lowestBitRateKbps() {
    return lowestBitRateKbps;
  }

  /** In kbit/s. */
  public int highestBitRateKbps() {
    return highestBitRateKbps;
  }

  /** By how much decoded speech may exceed the peak of what was encoded, in dB. */
  public double peakHeadroomDecibels() {
    return peakHeadroomDecibels;
  }
}
