package io.rhapsode.mux.ffmpeg;

import static io.rhapsode.mux.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avutil.AV_DICT_MULTIKEY;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/** An FFmpeg dictionary of true UTF-8: JavaCPP would pass a String in Java's modified form. */
public final class Dictionary implements AutoCloseable {
  private final AVDictionary entries = new AVDictionary(null);

  /** Adds an entry; a name may be added several times. */
  public void add(String name, String value) throws FfmpegException {
    try (BytePointer key = utf8(name);
        BytePointer text = utf8(value)) {
      check(av_dict_set(entries, key, text, AV_DICT_MULTIKEY), "av_dict_set");
    }
  }

  public AVDictionary entries() {
    return entries;
  }

  @Override
  public void close() {
    av_dict_free(entries);
  }

  /** Bytes with the terminating zero that C asks for. */
  private static BytePointer utf8(String text) {
    byte[] bytes = text.replace("\0", "").getBytes(StandardCharsets.UTF_8);
    BytePointer pointer = new BytePointer(bytes.length + 1L);
    pointer.put(bytes, 0, bytes.length);
    pointer.put(bytes.length, (byte) 0);
    return pointer;
  }
}
