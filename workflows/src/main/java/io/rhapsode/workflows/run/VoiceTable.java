package io.rhapsode.workflows.run;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.NearestName;
import io.rhapsode.workflows.settings.UsageException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The voices that can speak on this machine. Listing them all takes a while, so look-ups do not.
 */
public final class VoiceTable {
  private final Supplier<List<Voice>> all;
  private final Function<String, Optional<Voice>> lookUp;

  /**
   * @param lookUp finds a voice by name
   */
  public VoiceTable(Supplier<List<Voice>> all, Function<String, Optional<Voice>> lookUp) {
    this.all = requireNonNull(all, "all is null");
    this.lookUp = requireNonNull(lookUp, "lookUp is null");
  }

  /** In order of name. */
  public List<Voice> voices() {
    return all.get().stream().sorted(Comparator.comparing(Voice::name)).toList();
  }

  /**
   * Every voice that the books name.
   *
   * @throws UsageException when one does not exist, with the nearest that does
   */
  public JobVoices voicesOf(List<BookSource> sources) throws UsageException {
    SortedMap<String, Voice> wanted = new TreeMap<>();
    for (BookSource source : sources) {
      for (String name : names(source).toList()) {
        wanted.put(name, require(name));
      }
    }
    return new JobVoices(wanted);
  }

  /**
   * A voice by name.
   *
   * @throws UsageException when it does not exist, with the nearest that does
   */
  public Voice require(String name) throws UsageException {
    Optional<Voice> voice = lookUp.apply(name);
    if (voice.isPresent()) {
      return voice.get();
    }
    Optional<String> nearest = NearestName.of(name, all.get().stream().map(Voice::name).toList());
    throw new UsageException(
        nearest
            .map(
                other ->
                    "there is no voice '%s'; the nearest is '%s' (`rhapsode voices` lists all)"
                        .formatted(name, other))
            .orElse("there is no voice '%s', and none at all".formatted(name)));
  }

  private static Stream<String> names(BookSource source) {
    Stream<String> ofManifest =
        source.manifest().stream().flatMap(manifest -> manifest.voices().stream());
    return Stream.concat(Stream.of(source.voice()), ofManifest);
  }
}
