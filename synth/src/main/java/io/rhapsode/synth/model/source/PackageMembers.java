package io.rhapsode.synth.model.source;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A file within packages of a public registry; a file too large for one package is in several, one
 * part after the other.
 *
 * @param parts at least one
 */
public record PackageMembers(List<Member> parts) implements FileSource {
  private static final Pattern PYPI =
      Pattern.compile("pypi:([A-Za-z0-9][A-Za-z0-9._-]*)==([0-9][A-Za-z0-9.!+]*)/([\\w./+-]+)");
  private static final Pattern NPM =
      Pattern.compile("npm:((?:@[a-z0-9][\\w.-]*/)?[a-z0-9][\\w.-]*)@(\\d[\\w.+-]*)/([\\w./+-]+)");

  public PackageMembers {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("parts are empty");
    }
  }

  /** A public package registry. */
  public enum Registry {
    PYPI("PyPI", "=="),
    NPM("npm", "@");

    private final String title;
    private final String separator;

    Registry(String title, String separator) {
      this.title = title;
      this.separator = separator;
    }
  }

  /**
   * One release of a package.
   *
   * @param version exact: a range would change under our feet
   */
  public record Release(Registry registry, String name, String version) {
    public Release {
      requireNonNull(registry, "registry is null");
      requireNonNull(name, "name is null");
      requireNonNull(version, "version is null");
    }

    /** As the registry's client takes it: {@code NAME==VERSION} or {@code NAME@VERSION}. */
    public String requirement() {
      return name + registry.separator + version;
    }

    /** "PyPI package NAME==VERSION". */
    public String describe() {
      return registry.title + " package " + requirement();
    }
  }

  /**
   * A file of a release.
   *
   * @param path within the package's archive
   */
  public record Member(Release release, String path) {
    public Member {
      requireNonNull(release, "release is null");
      requireNonNull(path, "path is null");
    }
  }

  /**
   * Reads {@code pypi:NAME==VERSION/MEMBER} or {@code npm:NAME@VERSION/MEMBER}, or several of them
   * with spaces between.
   *
   * @throws IllegalArgumentException if the text is not of that form
   */
  static PackageMembers parse(String text) {
    List<Member> parts = new ArrayList<>();
    for (String part : text.strip().split("\\s+")) {
      Registry registry = part.startsWith("pypi:") ? Registry.PYPI : Registry.NPM;
      Matcher matcher = (registry == Registry.PYPI ? PYPI : NPM).matcher(part);
      if (!matcher.matches() || matcher.group(3).contains("..")) {
        throw new IllegalArgumentException(
            "'%s' is not pypi:NAME==VERSION/MEMBER or npm:NAME@VERSION/MEMBER".formatted(part));
      }
      Release release = new Release(registry, matcher.group(1), matcher.group(2));
      parts.add(new Member(release, matcher.group(3)));
    }
    return new PackageMembers(parts);
  }

  @Override
  public String describe() {
    return parts.stream()
        .map(part -> part.release().describe())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
