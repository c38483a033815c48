package io.rhapsode.pipeline.failure;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.text.Locator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;

/**
 * Something that could not be done, as data: it travels through the graph beside the results.
 *
 * @param code the kind
 * @param stage what was attempted: "read", "speak", "assemble"
 * @param source the document it happened in
 * @param place where in the document, if known
 * @param message one line for a person: what was wrong and what to do about it
 * @param details stack trace or other material for the log, possibly empty
 * @param host the worker it happened on, where there are several
 */
public record Failure(
    FailureCode code,
    String stage,
    String source,
    Optional<Locator> place,
    String message,
    String details,
    Optional<String> host) {
  /** System property with the name of this worker among others. */
  public static final String HOST_PROPERTY = "rhapsode.host";

  public Failure {
    requireNonNull(code, "code is null");
    requireNonNull(stage, "stage is null");
    requireNonNull(source, "source is null");
    requireNonNull(place, "place is null");
    requireNonNull(message, "message is null");
    requireNonNull(details, "details is null");
    requireNonNull(host, "host is null");
  }

  public static Failure of(FailureCode code, String stage, String source, String message) {
    return new Failure(code, stage, source, Optional.empty(), message, "", thisHost());
  }

  public static Failure of(
      FailureCode code, String stage, String source, String message, Throwable cause) {
    return new Failure(
        code, stage, source, Optional.empty(), message, stackTraceOf(cause), thisHost());
  }

  public Failure at(Locator locator) {
    return new Failure(code, stage, source, Optional.of(locator), message, details, host);
  }

  /** The same in another document. */
  public Failure inSource(String otherSource) {
    return new Failure(code, stage, otherSource, Optional.empty(), message, details, host);
  }

  /**
   * "book.epub, OEBPS/ch1.xhtml, paragraph 12: message", and on which worker if there are several.
   */
  public String describe() {
    return place.map(locator -> source + ", " + locator.describe()).orElse(source)
        + ": "
        + message
        + host.map(" (on %s)"::formatted).orElse("");
  }

  private static Optional<String> thisHost() {
    return Optional.ofNullable(System.getProperty(HOST_PROPERTY));
  }

  private static String stackTraceOf(Throwable cause) {
    StringWriter text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
