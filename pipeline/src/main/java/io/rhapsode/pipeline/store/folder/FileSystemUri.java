package io.rhapsode.pipeline.store.folder;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Folders that are named by a URI: which are of this machine, and which can be reached at all. */
public final class FileSystemUri {
  /** Two letters at least: one is a drive of Windows. */
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*", Pattern.DOTALL);

  /** Beam's file systems would take such a folder for a pattern. */
  private static final Pattern PATTERN_SIGNS = Pattern.compile("[*?\\[\\]{}]");

  /** The artefact of Beam, in group org.apache.beam, that brings a scheme. */
  private static final Map<String, String> ARTEFACTS =
      new TreeMap<>(
          Map.of(
              "s3", "beam-sdks-java-io-amazon-web-services2",
              "gs", "beam-sdks-java-extensions-google-cloud-platform-core",
              "hdfs", "beam-sdks-java-io-hadoop-file-system",
              "azfs", "beam-sdks-java-io-azure"));

  private FileSystemUri() {}

  /** Whether a folder is named by a URI, such as "s3://bucket/folder", and not by a path. */
  public static boolean isUri(String folder) {
    return FORM.matcher(folder).matches();
  }

  /**
   * The folder, if it is of this machine: a path, or a URI such as "file:///srv/work".
   *
   * @throws IllegalArgumentException when it is a file URI that names no folder of this machine
   */
  public static Optional<Path> local(String folder) {
    if (!isUri(folder)) {
      return Optional.of(Path.of(folder));
    }
    if (!schemeOf(folder).equals("file")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(new URI(folder)));
    } catch (java.net.URISyntaxException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          folder + " names no folder of this machine; write the path instead", e);
    }
  }

  /**
   * Sees to it that a folder that is not of this machine can be reached.
   *
   * @throws IllegalArgumentException saying what is missing and what to do
   */
  public static void requireReachable(String uri) {
    String scheme = schemeOf(uri);
    if (!hasFileSystem(scheme)) {
      String artefact = ARTEFACTS.get(scheme);
      List<String> others =
          ARTEFACTS.keySet().stream().filter(FileSystemUri::hasFileSystem).toList();
      throw new IllegalArgumentException(
          "there is no file system for %s:// here, only paths of this machine and file://%s; %s"
              .formatted(
                  scheme,
                  others.stream().map(other -> ", " + other + "://").reduce("", String::concat),
                  artefact == null
                      ? "mount it, and name the folder where it is mounted"
                      : ("add org.apache.beam:%s to the class path, or mount the storage and name"
                              + " the folder where it is mounted")
                          .formatted(artefact)));
    }
    if (PATTERN_SIGNS.matcher(uri).find()) {
      throw new IllegalArgumentException(
          uri
              + " has one of the signs * ? [ ] { } in it, which stand for patterns there;"
              + " name another folder");
    }
  }

  private static boolean hasFileSystem(String scheme) {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    try {
      FileSystems.matchNewResource(scheme + "://folder/", true);
      return true;
    } catch (IllegalArgumentException | IllegalStateException e) {
      return false;
    }
  }

  private static String schemeOf(String uri) {
    return uri.substring(0, uri.indexOf(':')).toLowerCase(java.util.Locale.ROOT);
  }
}
