package io.rhapsode.mux.ffmpeg.container.film;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** The packets of a track that is added, in order. Used by one thread at a time. */
interface TrackPackets {
  /** What the container has to know of the codec. */
  void describe(AVCodecParameters parameters) throws IOException;

  /** Unit of the packets' times. */
  AVRational timeBase();

  /**
   * Reads the next packet into an empty one.
   *
   * @return whether there was one
   */
  boolean next(AVPacket packet) throws IOException;

  /**
   * @param muxer FFmpeg's name of the container
   */
  static TrackPackets of(FilmTrack.Content content, String muxer) throws IOException {
    return content instanceof FilmTrack.Sound sound
        ? sound.encoded()
        : new CaptionPackets(((FilmTrack.Captions) content).captions(), muxer);
  }
}
