package io.rhapsode.pipeline.store;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rhapsode.pipeline.audio.LosslessCodec;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.coder.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * Every utterance that was ever spoken, under its content address: a lossless clip and a small JSON
 * beside it. The JSON is written last, so a take that can be found is whole, whatever was killed
 * when. May be shared by any number of threads, processes and machines.
 */
public final class TakeStore implements Serializable {
  private static final long serialVersionUID = 1L;

  static final String FACTS = ".json";

  /** How exactly the time of the last use is known; saves a write for each reuse. */
  private static final Duration USE_RESOLUTION = Duration.ofMinutes(10);

  private final StoreFolder folder;
  private final LosslessCodec codec;

  /**
   * @param root path or URI of the store; the takes are under "takes/"
   */
  public TakeStore(String root, LosslessCodec codec) {
    this.folder = new StoreFolder(root);
    this.codec = requireNonNull(codec, "codec is null");
  }

  /**
   * What is known of a take, or empty when nobody has spoken it yet. Finding a take counts as using
   * it: the time of the JSON file is when it was used last. A take whose JSON is damaged is not
   * found, so that it is made again.
   */
  public Optional<Take> find(TakeAddress address) throws IOException {
    String path = facts(address);
    List<MatchResult.Metadata> files = folder.list(path);
    Optional<byte[]> json = files.isEmpty() ? Optional.empty() : folder.read(path);
    if (json.isEmpty()) {
      return Optional.empty();
    }
    long age = System.currentTimeMillis() - files.get(0).lastModifiedMillis();
    if (age > USE_RESOLUTION.toMillis()) {
      folder.write(path, json.get());
    }
    return parse(json.get());
  }

  private static Optional<Take> parse(byte[] json) throws IOException {
    try {
      return Optional.of(Json.MAPPER.readValue(json, Take.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
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
    folder.write(clip(address), codec.encode(clip));
    folder.write(facts(address), Json.MAPPER.writeValueAsBytes(take));
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
            .read(clip(take.address()))
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

  /**
   * Removes the takes that were not used for the longest time until the rest fits. To be called
   * when no job is under way: a job whose takes go between speaking and assembling fails and has to
   * be run again.
   *
   * @param maximumBytes most bytes to keep, from 0
   */
  public Eviction evict(long maximumBytes) throws IOException {
    if (maximumBytes < 0) {
      throw new IllegalArgumentException("maximum size is negative: " + maximumBytes);
    }
    return new TakeEviction(folder).evict("takes/*/*", maximumBytes);
  }

  static String folderOf(String address) {
    return "takes/" + address.substring(0, 2) + "/";
  }

  private static String facts(TakeAddress address) {
    return folderOf(address.sha256()) + address.sha256() + FACTS;
  }

  private String clip(TakeAddress address) {
    return folderOf(address.sha256()) + address.sha256() + "." + codec.fileExtension();
  }
}
