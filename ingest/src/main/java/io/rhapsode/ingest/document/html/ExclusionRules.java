package io.rhapsode.ingest.document.html;

import io.rhapsode.ingest.document.DocumentRoles;
import io.rhapsode.ingest.document.html.element.HiddenElements;
import io.rhapsode.ingest.document.html.element.NoteElements;
import io.rhapsode.ingest.document.html.element.Roles;
import io.rhapsode.ingest.document.html.element.Script;
import io.rhapsode.pipeline.book.SkipReason;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Decides which elements of a document are not to be read, and why. */
final class ExclusionRules {
  private static final Set<String> RUBY = Set.of("rt", "rp", "rtc");

  /** Elements whose content stands in for what cannot be played or run. */
  private static final Set<String> FALLBACK =
      Set.of(
          "object",
          "video",
          "audio",
          "iframe",
          "canvas",
          "embed",
          "noscript",
          "noframes",
          "applet");

  private static final Set<String> STRUCK_OUT = Set.of("del", "s", "strike");
  private static final Set<String> MATH_ANNOTATION = Set.of("annotation", "annotation-xml");
  private static final Set<String> PICTURE_DESCRIPTION = Set.of("title", "desc", "metadata");

  /** What converters call the printed page numbers that stand in the running text. */
  private static final Pattern PAGE_NUMBER_CLASS =
      Pattern.compile(
          "(?:^|\\s)(?:page-?num(?:ber)?|line-?num(?:ber)?|lineno|verse-?num(?:ber)?|pageno|page_number|page-?break|folionum)(?:\\s|$)",
          Pattern.CASE_INSENSITIVE);

  private static final int PAGE_NUMBER_LENGTH = 16;

  private final Set<String> skippableRoles;
  private final HiddenElements hidden;
  private final NoteElements notes;

  ExclusionRules(Set<String> skippableRoles, HiddenElements hidden, NoteElements notes) {
    this.skippableRoles = skippableRoles;
    this.hidden = hidden;
    this.notes = notes;
  }

  /** Whether the element is raised or lowered, by its name or its style. */
  Optional<Script> script(Element element, String name) {
    Optional<Script> styled = hidden.script(element);
    if (styled.isPresent()) {
      return styled;
    }
    return switch (name) {
      case "sup" -> Optional.of(Script.RAISED);
      case "sub" -> Optional.of(Script.LOWERED);
      default -> Optional.empty();
    };
  }

  boolean skips(String role) {
    return skippableRoles.contains(role);
  }

  /** Why the element's text is not to be read, or null when it is. */
  Exclusion of(Element element, String name) {
    Optional<String> cause = hidden.cause(element);
    if (cause.isPresent()) {
      return new Exclusion(SkipReason.HIDDEN, cause.get());
    }
    Exclusion byRole = byRole(element, name);
    return byRole != null ? byRole : byName(element, name);
  }

  private Exclusion byRole(Element element, String name) {
    Set<String> roles = Roles.of(element);
    boolean listOfLinks = name.equals("nav") || roles.contains("navigation");
    for (String role : roles) {
      if (role.equals(Roles.PAGE_FURNITURE)) {
        return new Exclusion(SkipReason.PAGE_FURNITURE, "page header or footer");
      }
      if (Roles.isNavigation(role)) {
        if (skips(role) || role.equals("page-list")) {
          return new Exclusion(SkipReason.NAVIGATION, role);
        }
        listOfLinks = false;
      } else if (skips(role)) {
        return new Exclusion(SkipReason.ROLE, role);
      }
    }
    if (listOfLinks) {
      return new Exclusion(SkipReason.NAVIGATION, "nav");
    }
    return notes.role(element).filter(this::skips).map(ExclusionRules::role).orElse(null);
  }

  private Exclusion byName(Element element, String name) {
    if (RUBY.contains(name)) {
      return role("ruby annotation");
    }
    if (FALLBACK.contains(name) || name.equals("case")) {
      return new Exclusion(SkipReason.HIDDEN, "fallback content of " + name);
    }
    if (STRUCK_OUT.contains(name) && skips(DocumentRoles.DELETED)) {
      return role(DocumentRoles.DELETED);
    }
    if (MATH_ANNOTATION.contains(name)) {
      return new Exclusion(SkipReason.HIDDEN, "alternative of a formula");
    }
    if (name.equals("math") && !element.attr("alttext").isBlank()) {
      return new Exclusion(SkipReason.HIDDEN, "formula, read by its alternative text");
    }
    if (PICTURE_DESCRIPTION.contains(name)
        && element.closest("svg") != null
        && skips(DocumentRoles.IMAGE_DESCRIPTION)) {
      return role(DocumentRoles.IMAGE_DESCRIPTION);
    }
    return skips("pagebreak") && isPageNumber(element) ? role("pagebreak") : null;
  }

  private static boolean isPageNumber(Element element) {
    if (!PAGE_NUMBER_CLASS.matcher(element.className()).find()) {
      return false;
    }
    String text = element.text().toLowerCase(Locale.ROOT);
    return text.length() <= PAGE_NUMBER_LENGTH
        && text.matches("\\W*(?:(?:page|pg|p|seite|s)\\W*)?(?:\\d+|[ivxlcdm]+)?\\W*");
  }

  private static Exclusion role(String role) {
    return new Exclusion(SkipReason.ROLE, role);
  }
}
