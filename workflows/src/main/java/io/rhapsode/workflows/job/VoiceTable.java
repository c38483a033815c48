package io.rhapsode.workflows.job;

import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.ChapterEntry;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.workflows.settings.NearestName;
import io.rhapsode.workflows.settings.UsageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The voices that can speak on this machine, by name. */
public final class VoiceTable {
  private final Map<String, Voice> byName = new TreeMap<>();

  public VoiceTable(List<Voice> voices) {
    voices.forEach(voice -> byName.put(voice.name(), voice));
  }

  /** In order of name. */
  public List<Voice> voices() {
    return List.copyOf(byName.values());
  }

  /**
   * Every voice that the books name, by name.
   *
   * @throws UsageException when one does not exist, with the nearest that does
   */
  public Map<String, Voice> voicesOf(List<BookSource> sources) throws UsageException {
    Map<String, Voice> wanted = new TreeMap<>();
    for (BookSource source : sources) {
      for (String name : names(source).toList()) {
        wanted.put(name, require(name));
      }
    }
    return wanted;
  }

  private Voice require(String name) throws UsageException {
    Voice voice = byName.get(name);
    if (voice != null) {
      return voice;
    }
    Optional<String> nearest = NearestName.of(name, byName.keySet());
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
        source.manifest().stream()
            .flatMap(
                manifest -> Stream.concat(Stream.of(manifest.voice()), chapterVoices(manifest)));
    return Stream.concat(Stream.of(source.voice()), ofManifest);
  }

  private static Stream<String> chapterVoices(BookManifest manifest) {
    return manifest.chapters().stream().map(ChapterEntry::voice).flatMap(Optional::stream);
  }
}
