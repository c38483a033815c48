package io.rhapsode.workflows.run;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.NearestName;
import io.rhapsode.workflows.settings.UsageException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The voices that can speak on this machine. Listing them all takes a while, so look-ups do not.
 */
public final class VoiceTable {
  private final Supplier<List<Voice>> all;
  private final Function<String, List<Voice>> lookUp;
  private final Supplier<List<Voice>> automatic;
  private final Supplier<SortedMap<String, String>> remedies;
  private final Optional<String> fallback;
  private final BiFunction<BookSource, Voice, Map<String, List<Voice>>> ofDocument;

  /**
   * @param lookUp finds the voices of a name, each of other languages
   * @param automatic what {@link JobVoices#AUTO} stands for: for each language the first that
   *     speaks it
   * @param remedies as in {@link JobVoices}
   * @param fallback name of the voice that says what another cannot
   * @param ofDocument the voices that a document itself names, by that name, beside its narrator
   */
  public VoiceTable(
      Supplier<List<Voice>> all,
      Function<String, List<Voice>> lookUp,
      Supplier<List<Voice>> automatic,
      Supplier<SortedMap<String, String>> remedies,
      Optional<String> fallback,
      BiFunction<BookSource, Voice, Map<String, List<Voice>>> ofDocument) {
    this.ofDocument = requireNonNull(ofDocument, "ofDocument is null");
    this.all = requireNonNull(all, "all is null");
    this.lookUp = requireNonNull(lookUp, "lookUp is null");
    this.automatic = requireNonNull(automatic, "automatic is null");
    this.remedies = requireNonNull(remedies, "remedies is null");
    this.fallback = requireNonNull(fallback, "fallback is null");
  }

  /** In order of name. */
  public List<Voice> voices() {
    return all.get().stream().sorted(Comparator.comparing(Voice::name)).toList();
  }

  /** What {@link JobVoices#AUTO} stands for: for each language the first that speaks it. */
  public List<Voice> automatic() {
    return automatic.get();
  }

  /**
   * Every voice that the books name, in their manifests or in their markup (of the latter those
   * that exist), and the fallback.
   *
   * @throws UsageException when one does not exist, with the nearest that does
   */
  public JobVoices voicesOf(List<BookSource> sources) throws UsageException {
    JobVoices named = named(sources.stream().flatMap(VoiceTable::names).toList());
    SortedMap<String, List<Voice>> all = new TreeMap<>(named.byName());
    for (BookSource source : sources) {
      Optional<Voice> narrator = named.find(source.voice());
      if (narrator.isPresent()) {
        ofDocument
            .apply(source, narrator.get())
            .forEach(
                (name, voices) -> {
                  all.putIfAbsent(name, voices);
                  voices.forEach(voice -> all.putIfAbsent(voice.name(), List.of(voice)));
                });
      }
    }
    return new JobVoices(all, named.remedies());
  }

  /**
   * Every voice of a list of names, and the fallback.
   *
   * @throws UsageException when one does not exist, with the nearest that does
   */
  public JobVoices named(List<String> names) throws UsageException {
    SortedMap<String, List<Voice>> wanted = new TreeMap<>();
    for (String name : Stream.concat(names.stream(), fallback.stream()).toList()) {
      List<Voice> voices = require(name);
      wanted.put(name, voices);
      if (name.equals(JobVoices.AUTO)) {
        voices.forEach(voice -> wanted.putIfAbsent(voice.name(), List.of(voice)));
      }
    }
    return new JobVoices(wanted, remedies.get());
  }

  /**
   * The voices of a name, each of other languages; the first is in the voice's own.
   *
   * @return at least one
   * @throws UsageException when it does not exist, with the nearest that does
   */
  public List<Voice> require(String name) throws UsageException {
    List<Voice> voices = name.equals(JobVoices.AUTO) ? automatic() : lookUp.apply(name);
    if (!voices.isEmpty()) {
      return voices;
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
