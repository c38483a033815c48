package io.rhapsode.pipeline.store;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rhapsode.pipeline.audio.LosslessCodec;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.store.folder.StoreFolder;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Every utterance that was ever spoken, under its content address: a lossless clip and a small JSON
 * beside it. The JSON is written last, so a take that can be found is whole, whatever was killed
 * when. It holds size and hash of the clip and a hash of itself: what a disk has spoilt since is
 * noticed, forgotten and made again. May be shared by any number of threads, processes and
 * machines.
 */
public final class TakeStore implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String FOLDER = "takes/";
  static final String FACTS = ".json";

  /** How exactly the time of the last use is known; saves a write for each reuse. */
  private static final Duration USE_RESOLUTION = Duration.ofMinutes(10);

  private final StoreFolder folder;
  private final LosslessCodec codec;

  /**
   * @param root path or URI of the store; the takes are under "takes/"
   */
  public TakeStore(String root, LosslessCodec codec) {
    this(StoreFolder.at(root), codec);
  }

  public TakeStore(StoreFolder folder, LosslessCodec codec) {
    this.folder = folder;
    this.codec = requireNonNull(codec, "codec is null");
  }

  /**
   * The JSON file of a take.
   *
   * @param sha256 hash of the JSON form of {@code take}
   */
  private record Facts(Take take, String sha256) {
    static Facts of(Take take) throws JsonProcessingException {
      return new Facts(take, Sha256.hex(Json.MAPPER.writeValueAsBytes(take)));
    }

    boolean areOf(TakeAddress address) throws JsonProcessingException {
      return take != null && take.address().equals(address) && equals(of(take));
    }
  }

  /**
   * What is known of a take whose clip is as it was written, or empty when nobody has spoken it
   * yet. Finding a take counts as using it: the time of the JSON file is when it was used last.
   * Reads the clip: a fraction of what decoding it costs.
   *
   * @throws LostTakeException when there was a take that is of no use; it has been forgotten
   */
  public Optional<Take> find(TakeAddress address) throws IOException {
    Optional<Take> take = facts(address);
    if (take.isPresent()) {
      verified(take.get());
      folder.touch(factsPath(address), USE_RESOLUTION);
    }
    return take;
  }

  /**
   * What is known of a take that was found before, without a look at its clip.
   *
   * @throws LostTakeException when the take is gone or of no use; it has been forgotten
   */
  public Take facts(TakeReference reference) throws IOException {
    TakeAddress address = reference.address();
    Optional<Take> take = facts(address);
    if (take.isEmpty()) {
      throw new LostTakeException(folder.describe(factsPath(address)) + " is gone");
    }
    return take.get();
  }

  private Optional<Take> facts(TakeAddress address) throws IOException {
    String path = factsPath(address);
    Optional<byte[]> json = folder.read(path);
    if (json.isEmpty()) {
      return Optional.empty();
    }
    try {
      Facts facts = Json.MAPPER.readValue(json.get(), Facts.class);
      if (facts.areOf(address)) {
        return Optional.of(facts.take());
      }
    } catch (JsonProcessingException e) {
      throw damaged(address, path, "it cannot be read");
    }
    throw damaged(address, path, "it was changed");
  }

  /**
   * Stores a clip. Storing the same address again replaces equal by equal.
   *
   * @param words word times within the clip
   */
  public Take put(TakeAddress address, PcmClip clip, List<WordTime> words) throws IOException {
    byte[] encoded = codec.encode(clip);
    Take take =
        new Take(
            address,
            clip.sampleRateHz(),
            clip.length(),
            words,
            clip.peak(),
            clip.rootMeanSquare(),
            encoded.length,
            Sha256.hex(encoded),
            Optional.empty());
    folder.write(clipPath(address), encoded);
    write(take);
    return take;
  }

  /** Stores what is known of a take's clip by now; the clip stays as it is. */
  public Take update(Take take) throws IOException {
    write(take);
    return take;
  }

  private void write(Take take) throws IOException {
    folder.write(factsPath(take.address()), Json.MAPPER.writeValueAsBytes(Facts.of(take)));
  }

  /**
   * The audio of a take.
   *
   * @throws LostTakeException when the take is gone or of no use; it has been forgotten
   */
  public PcmClip clip(TakeReference reference) throws IOException {
    TakeAddress address = reference.address();
    byte[] bytes = verified(facts(reference));
    PcmClip clip;
    try {
      clip = codec.decode(bytes);
    } catch (IOException e) {
      throw damaged(address, clipPath(address), e.getMessage());
    }
    if (clip.length() != reference.samples() || clip.sampleRateHz() != reference.sampleRateHz()) {
      throw damaged(
          address,
          clipPath(address),
          "%s instead of %d samples at %d Hz"
              .formatted(clip, reference.samples(), reference.sampleRateHz()));
    }
    return clip;
  }

  /** Removes a take; the JSON first, since a take without it is not found. */
  public void forget(TakeAddress address) throws IOException {
    folder.delete(factsPath(address));
    folder.delete(clipPath(address));
  }

  /** The file of a take's clip, which is as it was written. */
  private byte[] verified(Take take) throws IOException {
    String path = clipPath(take.address());
    Optional<byte[]> clip = folder.read(path);
    if (clip.isEmpty()) {
      forget(take.address());
      throw new LostTakeException(folder.describe(path) + " is gone");
    }
    if (clip.get().length != take.clipBytes()) {
      throw damaged(
          take.address(),
          path,
          "%d bytes instead of %d".formatted(clip.get().length, take.clipBytes()));
    }
    if (!Sha256.hex(clip.get()).equals(take.clipSha256())) {
      throw damaged(take.address(), path, "its content was changed");
    }
    return clip.get();
  }

  private LostTakeException damaged(TakeAddress address, String path, String damage)
      throws IOException {
    forget(address);
    return new LostTakeException(
        "%s is damaged (%s) and was removed".formatted(folder.describe(path), damage));
  }

  /**
   * Removes the takes that were not used for the longest time until the rest fits. To be called
   * when no job is under way: a job whose takes go between speaking and assembling makes them
   * again.
   *
   * @param maximumBytes most bytes to keep, from 0
   */
  public Eviction evict(long maximumBytes) throws IOException {
    if (maximumBytes < 0) {
      throw new IllegalArgumentException("maximum size is negative: " + maximumBytes);
    }
    return new TakeEviction(folder).evict(FOLDER, maximumBytes);
  }

  private static String factsPath(TakeAddress address) {
    return pathWithoutExtension(address) + FACTS;
  }

  private String clipPath(TakeAddress address) {
    return pathWithoutExtension(address) + "." + codec.fileExtension();
  }

  private static String pathWithoutExtension(TakeAddress address) {
    return FOLDER + address.sha256().substring(0, 2) + "/" + address.sha256();
  }
}
