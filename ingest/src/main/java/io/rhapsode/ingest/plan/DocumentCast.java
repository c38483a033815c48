package io.rhapsode.ingest.plan;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.speech.MarkedSpan;
import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.LineEntry;
import io.rhapsode.pipeline.cast.CastMember;
import io.rhapsode.pipeline.cast.Sex;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the markup of a document gives to voices, as speakers and lines of its manifest. */
final class DocumentCast {
  private DocumentCast() {}

  /**
   * The same manifest with a speaker for each name, and a line for each stretch of a block. Of
   * several names with white space between, the first that is a voice holds; a name that is none is
   * a speaker without a voice.
   */
  static BookManifest added(BookManifest manifest, ExtractedBook book, JobVoices voices) {
    Map<String, CastMember> cast = new LinkedHashMap<>(manifest.cast());
    List<LineEntry> lines = new ArrayList<>(manifest.lines());
    for (int number = 1; number <= book.blocks().size(); number++) {
      Block block = book.blocks().get(number - 1);
      for (MarkedSpan<String> voiced : block.speech().voices()) {
        Span span = trimmed(voiced.characters(), block.text());
        if (span.length() == 0) {
          continue;
        }
        String name = name(voiced.value(), voices);
        cast.computeIfAbsent(name, speaker -> member(speaker, voices));
        boolean whole = span.length() == block.text().length();
        lines.add(
            new LineEntry(
                number,
                whole ? Optional.empty() : Optional.of(span),
                Optional.of(name),
                Optional.empty(),
                ManifestMaker.shown(span.of(block.text()))));
      }
    }
    return lines.size() == manifest.lines().size()
        ? manifest
        : manifest.with(cast, lines, manifest.skips());
  }

  private static String name(String written, JobVoices voices) {
    String[] names = written.strip().split("\\s+");
    return Stream.concat(Stream.of(written.strip()), Arrays.stream(names))
        .filter(name -> voices.find(name).isPresent())
        .findFirst()
        .orElse(names[0]);
  }

  private static CastMember member(String name, JobVoices voices) {
    Optional<Sex> sex =
        Arrays.stream(Sex.values())
            .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
            .findFirst();
    Optional<String> voice =
        Optional.of(name)
            .filter(known -> voices.find(known).isPresent())
            .map(known -> sex.isPresent() ? voices.find(known).get().name() : known);
    return new CastMember(voice, sex, List.of(), 0, List.of());
  }

  private static Span trimmed(Span span, String text) {
    int start = span.start();
    int end = span.end();
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    return new Span(start, end);
  }

  /** What is read by the narrator because its speaker has no voice, a line a speaker. */
  static List<String> warnings(BookManifest manifest, ExtractedBook book) {
    Map<String, Integer> stretches = new LinkedHashMap<>();
    for (Block block : book.blocks()) {
      for (MarkedSpan<String> voiced : block.speech().voices()) {
        for (String name : voiced.value().strip().split("\\s+")) {
          CastMember member = manifest.cast().get(name);
          if (member != null && member.voice().isEmpty()) {
            stretches.merge(name, 1, Integer::sum);
          }
        }
      }
    }
    List<String> warnings = new ArrayList<>();
    stretches.forEach(
        (name, count) ->
            warnings.add(
                "there is no voice '%s': the %,d stretches that the text gives to it are read by the narrator; give it a voice under 'cast' of the manifest, or use --cast auto"
                    .formatted(name, count)));
    return warnings;
  }
}
