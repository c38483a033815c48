package io.rhapsode.pipeline.store;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.audio.LosslessCodec;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.coder.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Every utterance that was ever spoken, under its content address: a lossless clip and a small JSON
 * beside it. The JSON is written last, so a take that can be found is whole, whatever was killed
 * when. May be shared by any number of threads, processes and machines.
 */
public final class TakeStore implements Serializable {
  private static final long serialVersionUID = 1L;

  private final StoreFolder folder;
  private final LosslessCodec codec;

  /**
   * @param root path or URI of the store; the takes are under "takes/"
   */
  public TakeStore(String root, LosslessCodec codec) {
    this.folder = new StoreFolder(root);
    this.codec = requireNonNull(codec, "codec is null");
  }

  /** What is known of a take, or empty when nobody has spoken it yet. */
  public Optional<Take> find(TakeAddress address) throws IOException {
    Optional<byte[]> json = folder.read(path(address, "json"));
    return json.isEmpty()
        ? Optional.empty()
        : Optional.of(Json.MAPPER.readValue(json.get(), Take.class));
  }

  /**
   * Stores a clip. Storing the same address again replaces equal by equal.
   *
   * @param words word times within the clip
   */
  public Take put(TakeAddress address, PcmClip clip, List<WordTime> words) throws IOException {
    Take take =
        new Take(
            address, clip.sampleRateHz(), clip.length(), words, clip.peak(), clip.rootMeanSquare());
    folder.write(path(address, codec.fileExtension()), codec.encode(clip));
    folder.write(path(address, "json"), Json.MAPPER.writeValueAsBytes(take));
    return take;
  }

  /**
   * The audio of a take.
   *
   * @throws FileNotFoundException when the store has no such take
   * @throws IOException when the clip is damaged
   */
  public PcmClip clip(TakeReference take) throws IOException {
    byte[] bytes =
        folder
            .read(path(take.address(), codec.fileExtension()))
            .orElseThrow(
                () -> new FileNotFoundException("no take " + take.address() + " in the store"));
    PcmClip clip = codec.decode(bytes);
    if (clip.length() != take.samples() || clip.sampleRateHz() != take.sampleRateHz()) {
      throw new IOException(
          "take %s is damaged: %s instead of %d samples at %d Hz"
              .formatted(take.address(), clip, take.samples(), take.sampleRateHz()));
    }
    return clip;
  }

  private static String path(TakeAddress address, String extension) {
    String name = address.sha256();
    return "takes/" + name.substring(0, 2) + "/" + name + "." + extension;
  }
}
