package io.rhapsode.synth.family.espeak.worker;

import com.sun.jna.NativeLibrary;
import io.rhapsode.synth.family.espeak.library.EspeakInstallation;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * The command that starts a worker: the Java that runs this process, with the class path that a
 * worker needs. The class path comes from where the classes were loaded from, since
 * "java.class.path" does not have them when a runner brings the job's classes by a loader of its
 * own.
 *
 * @param words program and arguments
 */
record WorkerCommand(List<String> words) {
  /**
   * A small virtual machine that starts in about 0.2 s. The heap must hold the sound of a text; the
   * longest seen of 1,000 characters, which was all abbreviations, is 4 minutes of 44 kB/s.
   */
  private static final List<String> FLAGS =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-Xms8m",
          "-Xmx128m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "-XX:-UsePerfData",
          // What a crash leaves goes to the log: no files in the user's current directory.
          "-XX:-CreateCoredumpOnCrash",
          "-XX:+ErrorFileToStderr",
          "-XX:+DisplayVMOutputToStderr");

  /** What would change another Java process, and print that it does. */
  private static final List<String> JAVA_VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");

  WorkerCommand {
    words = List.copyOf(words);
  }

  static WorkerCommand of(EspeakInstallation installation) throws IOException {
    return of(installation, EspeakWorker.class);
  }

  /**
   * @param worker has a main method that takes the arguments of {@link EspeakWorker#main}
   */
  static WorkerCommand of(EspeakInstallation installation, Class<?> worker) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(java().toString());
    words.addAll(FLAGS);
    words.addAll(inheritedProperties());
    words.add("-cp");
    words.add(classPath(places(worker, EspeakWorker.class, NativeLibrary.class)));
    words.add(worker.getName());
    words.add(installation.library().toString());
    words.add(installation.data().toString());
    return new WorkerCommand(words);
  }

  /** A process that writes to pipes, not to the terminal. */
  ProcessBuilder process() {
    ProcessBuilder builder = new ProcessBuilder(words);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeAll(JAVA_VARIABLES);
    // Has the C library of older systems write why it aborts to the log, not to the terminal.
    environment.put("LIBC_FATAL_STDERR_", "1");
    return builder;
  }

  /** Where JNA may unpack its own native part. */
  private static List<String> inheritedProperties() {
    return System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("jna.") || name.equals("java.io.tmpdir"))
        .sorted()
        .map(name -> "-D" + name + "=" + System.getProperty(name))
        .toList();
  }

  private static List<String> places(Class<?>... classes) throws IOException {
    List<String> places = new ArrayList<>();
    for (Class<?> each : classes) {
      places.add(place(each).toString());
    }
    return places.stream().distinct().toList();
  }

  /** The class path of jars and folders, whatever is in their names. */
  static String classPath(List<String> places) throws IOException {
    return places.stream().anyMatch(place -> place.contains(File.pathSeparator))
        ? listingJar(places).toString()
        : String.join(File.pathSeparator, places);
  }

  /**
   * A jar that holds nothing but the list of the true ones, as URLs: a path with a colon, such as
   * that of the folder of a Flink task manager, would be cut in two in a class path.
   */
  private static Path listingJar(List<String> places) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(
        Attributes.Name.CLASS_PATH,
        places.stream()
            .map(place -> "file:" + Path.of(place).toUri().getRawPath().replace(":", "%3A"))
            .collect(Collectors.joining(" ")));
    Path jar = Files.createTempFile("rhapsode-class-path", ".jar");
    jar.toFile().deleteOnExit();
    if (jar.toString().contains(File.pathSeparator)) {
      throw new IOException(
          "espeak-ng runs in a process of its own, whose class path cannot have the '%s' of %s; set java.io.tmpdir to a folder without it"
              .formatted(File.pathSeparator, jar.getParent()));
    }
    try (OutputStream content = Files.newOutputStream(jar)) {
      new JarOutputStream(content, manifest).close();
    }
    return jar;
  }

  private static Path place(Class<?> type) throws IOException {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location == null || !location.getProtocol().equals("file")) {
      throw new IOException(
          "%s was loaded from %s: espeak-ng runs in a process of its own, for which it must be in a file or folder"
              .formatted(type.getName(), location));
    }
    try {
      return Path.of(location.toURI());
    } catch (URISyntaxException e) {
      throw new IOException("no file is at " + location, e);
    }
  }

  private static Path java() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
  }
}
