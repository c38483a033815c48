package io.rhapsode.synth.compute.torch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The TorchScript files of one program, in the form that the archive stores.
 *
 * <p>A resource is written like ordinary Python: it imports what it uses with {@code from
 * a.b.module import Name} and calls it by its short name. TorchScript itself knows no imports and
 * wants every class and function by its full name, {@code __torch__.a.b.module.Name}, and scalar
 * types by number; reading a program follows the imports and spells both out. Lines keep their
 * numbers, so that an error of TorchScript points at the line of the resource.
 *
 * @param files path below {@code code/} to text, such as {@code __torch__/a/b/module.py}
 */
public record TorchSource(Map<String, String> files) {
  private static final Pattern IMPORT =
      Pattern.compile("^from\\s+([\\w.]+)\\s+import\\s+(\\w+(?:\\s*,\\s*\\w+)*)\\s*$");
  private static final Pattern DEFINITION = Pattern.compile("^(?:class|def)\\s+(\\w+)");

  /** The numbers by which TorchScript's serialised form knows types: c10/core/ScalarType.h. */
  private static final Map<String, String> SCALAR_TYPES =
      Map.of(
          "torch.int64", "4",
          "torch.float16", "5",
          "torch.float32", "6",
          "torch.float64", "7",
          "torch.qint8", "12",
          "torch.bfloat16", "15");

  /** A possibly dotted identifier; strings, comments and definitions match first and stay. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"[^\"]*\"|'[^']*'|#.*|\\b(?:class|def)\\s+\\w+"
              + "|(?<![\\w.])(torch\\.\\w+\\b(?!\\.)|[A-Za-z_]\\w*)");

  /** Copies the files. */
  public TorchSource {
    files = Map.copyOf(files);
  }

  /**
   * Reads a module and everything it imports from the class path.
   *
   * @param module dotted name of the first module; {@code a.b.c} is the resource {@code /a/b/c.py}
   * @return the whole program
   * @throws IllegalArgumentException if a module is not there
   */
  public static TorchSource ofModule(String module) {
    Map<String, String> resources = new TreeMap<>();
    Deque<String> waiting = new ArrayDeque<>();
    waiting.add(module);
    while (!waiting.isEmpty()) {
      String next = waiting.remove();
      if (resources.containsKey(next)) {
        continue;
      }
      String text = resource(next);
      resources.put(next, text);
      text.lines().map(IMPORT::matcher).filter(Matcher::find).forEach(m -> waiting.add(m.group(1)));
    }
    return ofTexts(resources);
  }

  /**
   * Makes a program of given texts.
   *
   * @param modules dotted module name to text
   * @return the program
   */
  static TorchSource ofTexts(Map<String, String> modules) {
    Map<String, String> files = new TreeMap<>();
    modules.forEach(
        (name, text) ->
            files.put("__torch__/" + name.replace('.', '/') + ".py", spelledOut(name, text)));
    return new TorchSource(files);
  }

  /**
   * Returns the name by which TorchScript knows a class of a module.
   *
   * @param module dotted module name
   * @param className simple class name
   * @return the full name
   */
  static String qualifiedName(String module, String className) {
    return "__torch__." + module + "." + className;
  }

  private static String spelledOut(String module, String text) {
    Map<String, String> names = new LinkedHashMap<>();
    text.lines().forEach(line -> collectNames(module, line, names));
    StringBuilder spelled = new StringBuilder(text.length() * 2);
    text.lines()
        .map(line -> IMPORT.matcher(line).matches() ? "# " + line : spelledOut(line, names))
        .forEach(line -> spelled.append(line).append('\n'));
    return spelled.toString();
  }

  private static void collectNames(String module, String line, Map<String, String> names) {
    Matcher imported = IMPORT.matcher(line);
    if (imported.matches()) {
      for (String name : imported.group(2).split("\\s*,\\s*")) {
        names.put(name, qualifiedName(imported.group(1), name));
      }
    }
    Matcher defined = DEFINITION.matcher(line);
    if (defined.find()) {
      names.put(defined.group(1), qualifiedName(module, defined.group(1)));
    }
  }

  private static String spelledOut(String line, Map<String, String> names) {
    return TOKEN
        .matcher(line)
        .replaceAll(match -> Matcher.quoteReplacement(replacement(match, names)));
  }

  private static String replacement(MatchResult match, Map<String, String> names) {
    String name = match.group(1);
    if (name == null) {
      return match.group();
    }
    return SCALAR_TYPES.getOrDefault(name, names.getOrDefault(name, name));
  }

  private static String resource(String module) {
    String path = "/" + module.replace('.', '/') + ".py";
    try (InputStream stream = TorchSource.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalArgumentException(
            "TorchScript module %s not found: no resource %s".formatted(module, path));
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read TorchScript resource " + path, e);
    }
  }
}
