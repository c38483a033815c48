package io.rhapsode.ingest.document.ssml;

import io.rhapsode.ingest.document.speech.Remarks;
import io.rhapsode.ingest.lexicon.LexiconFile;
import io.rhapsode.ingest.lexicon.UnreadableLexiconException;
import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.pipeline.lexicon.Lexicon;
import io.rhapsode.pipeline.lexicon.LexiconEntry;
import io.rhapsode.pipeline.lexicon.LexiconLayer;
import io.rhapsode.pipeline.lexicon.Saying;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lexicons that a document names: PLS files in its own folder, or in one inside it. */
final class SsmlLexicons {
  private final Optional<Path> folder;
  private final List<Lexicon> lexicons = new ArrayList<>();

  /** How words of a role are said, by role and word. */
  private final Map<String, Map<String, Saying>> byRole = new HashMap<>();

  /**
   * @param folder of the document, unless it came from elsewhere
   */
  SsmlLexicons(Optional<Path> folder) {
    this.folder = folder;
  }

  List<Lexicon> all() {
    return List.copyOf(lexicons);
  }

  /** How a word of a role is said, if a lexicon so far knows it. */
  Optional<Saying> saying(String word, String role) {
    return Optional.ofNullable(byRole.getOrDefault(role, Map.of()).get(word));
  }

  /** Takes a lexicon; one that cannot be had is remarked. */
  void add(String uri, String place, Remarks remarks) {
    Optional<Path> file = file(uri);
    if (file.isEmpty()) {
      remarks.add(
          "lexicon '%s' is left out: only files in the folder of the document are read"
              .formatted(uri),
          place);
      return;
    }
    try {
      LexiconFile.Content read = LexiconFile.parsePls(uri, Files.readAllBytes(file.get()));
      lexicons.add(Lexicon.of(uri, LexiconLayer.DOCUMENT, read.language(), read.entries()));
      read.entries().forEach(this::index);
    } catch (UnreadableLexiconException e) {
      remarks.add("a lexicon is left out: " + e.getMessage(), place);
    } catch (IOException e) {
      remarks.add("lexicon '%s' is left out: %s".formatted(uri, IoProblem.describe(e)), place);
    }
  }

  private void index(LexiconEntry entry) {
    for (String role : entry.roles()) {
      Map<String, Saying> words = byRole.computeIfAbsent(role, unknown -> new HashMap<>());
      entry.graphemes().forEach(word -> words.putIfAbsent(word, entry.saying()));
    }
  }

  private Optional<Path> file(String uri) {
    if (folder.isEmpty() || uri.isBlank()) {
      return Optional.empty();
    }
    try {
      URI address = URI.create(uri.strip());
      if (address.isAbsolute() || address.getPath() == null || address.getPath().isEmpty()) {
        return Optional.empty();
      }
      Path home = folder.get().toRealPath();
      Path file = home.resolve(address.getPath()).normalize();
      boolean inside = file.startsWith(home);
      // A link may lead out of the folder.
      return inside && (!Files.exists(file) || file.toRealPath().startsWith(home))
          ? Optional.of(file)
          : Optional.empty();
    } catch (IllegalArgumentException | IOException e) {
      return Optional.empty();
    }
  }
}
