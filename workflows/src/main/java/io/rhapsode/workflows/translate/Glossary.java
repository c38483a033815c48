package io.rhapsode.workflows.translate;

import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Terms and their translations.
 *
 * @param terms for each concept its term by language, a BCP 47 tag in small letters
 */
public record Glossary(List<Map<String, String>> terms) {
  public static final Glossary EMPTY = new Glossary(List.of());

  public Glossary {
    terms = List.copyOf(terms);
  }

  /**
   * Reads a glossary: TBX (ISO 30042), or CSV whose header names a language for each column.
   *
   * @throws UsageException when it cannot be read
   */
  public static Glossary read(Path file) throws UsageException {
    String name = file.toString().toLowerCase(Locale.ROOT);
    try {
      return new Glossary(
          name.endsWith(".tbx") || name.endsWith(".xml") ? termBase(file) : table(file));
    } catch (IOException e) {
      throw new UsageException(
          "--glossary: %s cannot be read: %s".formatted(file, IoProblem.reason(e)), e);
    } catch (XMLStreamException | IllegalArgumentException e) {
      throw new UsageException("--glossary: %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** The terms that a text has, with their translations. */
  Map<String, String> of(String text, String from, String to) {
    Map<String, String> found = new LinkedHashMap<>();
    for (Map<String, String> concept : terms) {
      String source = term(concept, from);
      String target = term(concept, to);
      if (!source.isEmpty() && !target.isEmpty() && contains(text, source)) {
        found.put(source, target);
      }
    }
    return found;
  }

  /** The term for a language, or for the one that it is a variety of. */
  private static String term(Map<String, String> concept, String language) {
    String tag = language.toLowerCase(Locale.ROOT);
    return concept.getOrDefault(tag, concept.getOrDefault(tag.split("-")[0], ""));
  }

  private static boolean contains(String text, String term) {
    return Pattern.compile(
            "(?<![\\p{L}\\p{N}])" + Pattern.quote(term) + "(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
        .matcher(text)
        .find();
  }

  private static List<Map<String, String>> table(Path file) throws IOException {
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();
    String text = Files.readString(file);
    List<Map<String, String>> terms = new ArrayList<>();
    try (CSVParser rows =
        CSVParser.parse(text.startsWith("\uFEFF") ? text.substring(1) : text, format)) {
      for (CSVRecord row : rows) {
        Map<String, String> concept = new HashMap<>();
        row.toMap().forEach((tag, term) -> concept.put(tag.toLowerCase(Locale.ROOT), term));
        terms.add(concept);
      }
    }
    return terms;
  }

  private static List<Map<String, String>> termBase(Path file)
      throws IOException, XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    List<Map<String, String>> terms = new ArrayList<>();
    XMLStreamReader reader = factory.createXMLStreamReader(Files.newBufferedReader(file));
    String language = "";
    while (reader.hasNext()) {
      if (reader.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (reader.getLocalName()) {
        case "termEntry", "conceptEntry" -> terms.add(new HashMap<>());
        case "langSet", "langSec" -> {
          String tag = reader.getAttributeValue("http://www.w3.org/XML/1998/namespace", "lang");
          language = tag == null ? "" : tag.toLowerCase(Locale.ROOT);
        }
        case "term" -> {
          if (!terms.isEmpty()) {
            // The first term of a language is the one that is preferred.
            terms.get(terms.size() - 1).putIfAbsent(language, reader.getElementText().strip());
          }
        }
        default -> {
          // Definitions, notes and sources tell nothing here.
        }
      }
    }
    return terms;
  }
}
