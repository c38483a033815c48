package io.rhapsode.mux.dub;

/** What is made where there is no film. */
public enum SoundFormat {
  WAV("wav", "pcm_s24le"),
  FLAC("flac", "flac"),
  MP3("mp3", "libmp3lame"),
  M4A("ipod", "aac");

  final String muxer;
  final String codec;

  SoundFormat(String muxer, String codec) {
    this.muxer = muxer;
    this.codec = codec;
  }
}
