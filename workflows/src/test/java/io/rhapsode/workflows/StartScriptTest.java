package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The start script in surroundings that are not a developer's, with a Java that tells its flags.
 */
class StartScriptTest {
  private static final String TELLING =
      "#!/bin/sh\necho \"LC_ALL=${LC_ALL:-}\"\nfor flag; do echo \"$flag\"; done\n"
          + "[ -e /dev/fd/0 ] || echo closed\n";

  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void install() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no POSIX shell");
    home = folder.resolve("My shelf");
    Path target = Files.createDirectories(home.resolve("workflows").resolve("target"));
    Files.copy(Path.of("..", "rhapsode"), home.resolve("rhapsode"));
    Path launch = Path.of("src", "dist", "lib", "launch.sh");
    Path launched = home.resolve("workflows").resolve(launch);
    Files.createDirectories(launched.getParent());
    Files.copy(launch, launched);
    Files.writeString(home.resolve("pom.xml"), "");
    Files.writeString(target.resolve("rhapsode.jar"), "");
    Files.writeString(target.resolve("rhapsode.built"), "");
    java(TELLING);
    Files.writeString(folder.resolve("jdk").resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
  }

  @Test
  void scheduledJobsReadNamesAsUtf8() throws Exception {
    assumeTrue(run(Map.of("LC_ALL", "C.UTF-8"), "locale charmap").equals(List.of("UTF-8")));
    List<String> told = start(Map.of("LANG", "C"));
    assertEquals("LC_ALL=C.UTF-8", told.get(0));
    assertEquals("--version", told.get(told.size() - 1));
  }

  @Test
  void someLocaleOfUtf8IsLeftAlone() throws Exception {
    assumeTrue(run(Map.of("LC_ALL", "C.UTF-8"), "locale charmap").equals(List.of("UTF-8")));
    assertEquals("LC_ALL=", start(Map.of("LANG", "C.UTF-8")).get(0));
  }

  @Test
  void homeIsThatOfTheEnvironment() throws Exception {
    List<String> told = start(Map.of("HOME", folder.toString()));
    assertTrue(told.contains("-Duser.home=" + folder), told.toString());
    assertTrue(told.contains("-Drhapsode.cache=" + folder + "/.cache/rhapsode"), told.toString());
  }

  @Test
  void withoutAnyHomeAPrivateFolderServes() throws Exception {
    List<String> told =
        start(Map.of("HOME", folder + "/nowhere", "TMPDIR", folder.toAbsolutePath().toString()));
    String own = folder + "/rhapsode-" + run(Map.of(), "id -u").get(0);
    assertTrue(told.contains("-Duser.home=" + own), told.toString());
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(own))));
  }

  @Test
  void everyRunHasAFolderOfItsOwnForNatives() throws Exception {
    List<String> told = start(Map.of("HOME", folder.toString()));
    String run =
        told.stream().filter(flag -> flag.startsWith("-Drhapsode.run=")).findFirst().orElseThrow();
    Path own = Path.of(run.substring(run.indexOf('=') + 1));
    assertEquals(folder.resolve(".cache/rhapsode"), own.getParent());
    assertTrue(Files.isDirectory(own));
    for (String property : List.of("java.io.tmpdir", "jna.tmpdir", "org.xerial.snappy.tempdir")) {
      assertTrue(told.contains("-D" + property + "=" + own), told.toString());
    }
  }

  @Test
  void aCacheThatCannotBeUsedIsNamedWithWhatToDo() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertEquals(
        List.of(
            "rhapsode: the folder %s/rhapsode cannot be made. Make it, or set XDG_CACHE_HOME to a folder elsewhere."
                .formatted(file)),
        start(Map.of("XDG_CACHE_HOME", file.toString())));
  }

  @Test
  void aLowLimitOfOpenFilesIsNamed() throws Exception {
    List<String> told =
        run(Map.of(), "ulimit -n 64; exec '" + home.resolve("rhapsode") + "' --version");
    assertEquals(
        List.of(
            "rhapsode: a process may open no more than 64 files here, and 256 are needed. Raise the"
                + " limit (ulimit -n 1024, LimitNOFILE= of systemd)."),
        told);
  }

  @Test
  void closedInputIsOpenedOnNothing() throws Exception {
    List<String> told = run(Map.of(), "exec '" + home.resolve("rhapsode") + "' --version <&-");
    assertEquals("--version", told.get(told.size() - 1));
  }

  @Test
  void javaThatDoesNotRunIsNamed() throws Exception {
    java("#!/bin/sh\nexit 1\n");
    Files.delete(folder.resolve("jdk").resolve("release"));
    Path java = folder.resolve("jdk").resolve("bin").resolve("java");
    assertEquals(
        List.of(
            "rhapsode: %s does not run. Set JAVA_HOME to a Java of version 17 or newer."
                .formatted(java)),
        start(Map.of()));
  }

  private void java(String script) throws IOException {
    Path java = Files.createDirectories(folder.resolve("jdk").resolve("bin")).resolve("java");
    Files.writeString(java, script);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> start(Map<String, String> environment) throws Exception {
    return run(environment, "exec '" + home.resolve("rhapsode") + "' --version");
  }

  /** Runs a command with nothing in its environment but what is given. */
  private List<String> run(Map<String, String> environment, String command) throws Exception {
    ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", command).redirectErrorStream(true);
    shell.environment().clear();
    shell.environment().put("PATH", "/usr/bin:/bin");
    shell.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    shell.environment().putAll(environment);
    Process process = shell.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.lines().toList();
  }
}
