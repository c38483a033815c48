package io.rhapsode.mux.profile;

/** The containers a book can be delivered in. */
public enum AudioFormat {
  /** AAC-LC in MP4 with both kinds of chapters. */
  M4B("m4b", "aac", 64, 32, 320, 1.2),
  /** MPEG-1 layer III at a constant bit rate with ID3v2.3 tags. */
  MP3("mp3", "mp3", 192, 64, 320, 0.5),
  /** Opus in Ogg, at 48 kHz. */
  OPUS("opus", "opus", 48, 12, 256, 1.8),
  /** Lossless, 24 bit. */
  FLAC("flac", "flac", 0, 0, 0, 0.1),
  /** Uncompressed, 24 bit; RF64 beyond 4 GiB. */
  WAV("wav", "pcm", 0, 0, 0, 0.1);

  private final String fileExtension;
  private final String codec;
  private final int defaultBitRateKbps;
  private final int lowestBitRateKbps;
  private final int highestBitRateKbps;
  private final double peakHeadroomDecibels;

  AudioFormat(
      String fileExtension,
      String codec,
      int defaultKbps,
      int lowestKbps,
      int highestKbps,
      double headroomDecibels) {
    this.fileExtension = fileExtension;
    this.codec = codec;
    this.defaultBitRateKbps = defaultKbps;
    this.lowestBitRateKbps = lowestKbps;
    this.highestBitRateKbps = highestKbps;
    this.peakHeadroomDecibels = headroomDecibels;
  }

  /** Without a dot. */
  public String fileExtension() {
    return fileExtension;
  }

  /** As the web names the file. */
  public String mediaType() {
    return switch (this) {
      case M4B -> "audio/mp4";
      case MP3 -> "audio/mpeg";
      case OPUS -> "audio/ogg";
      case FLAC -> "audio/flac";
      case WAV -> "audio/wav";
    };
  }

  /** The beginning of FFmpeg's name of the codec. */
  public String codec() {
    return codec;
  }

  /** Whether what is decoded is what was encoded, at 24 bits. */
  public boolean lossless() {
    return highestBitRateKbps == 0;
  }

  /** Of mono audio, in kbit/s; 0 for lossless formats. */
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

  /** How many chapters a file can list: ID3 has tables of tables of 255, Vorbis three digits. */
  public int mostChapters() {
    return switch (this) {
      case M4B, WAV -> Integer.MAX_VALUE;
      case MP3 -> 255 * 255;
      case OPUS, FLAC -> 1_000;
    };
  }

  /** How many channels the codec has at the most, of those that are made here. */
  public int mostChannels() {
    return this == MP3 ? 2 : 6;
  }

  /** By how much decoded speech may exceed the peak of what was encoded, in dB. */
  public double peakHeadroomDecibels() {
    return peakHeadroomDecibels;
  }

  /**
   * Samples that decoders may give after the last one of the signal, at the most. Of AAC they
   * decode the last access unit as a whole; the Info header of MP3 cannot take away less than the
   * 529 samples by which decoders are late.
   */
  public int samplesBehindTheEnd() {
    return switch (this) {
      case M4B -> 1_023;
      case MP3 -> 528;
      case OPUS, FLAC, WAV -> 0;
    };
  }

  /** The longest file, in samples, that players of old take: some read a signed 32-bit number. */
  public long mostSamples() {
    return this == M4B ? Integer.MAX_VALUE : Long.MAX_VALUE;
  }

  /** The encoded rate by the rate asked for, at the most: for AAC and Opus it is only an aim. */
  public double rateExcess() {
    return this == M4B || this == OPUS ? 1.25 : 1;
  }
}
