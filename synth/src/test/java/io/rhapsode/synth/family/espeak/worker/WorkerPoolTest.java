package io.rhapsode.synth.family.espeak.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.synth.family.espeak.library.EspeakInstallation;
import io.rhapsode.synth.family.espeak.library.EspeakParameters;
import io.rhapsode.synth.family.espeak.library.EspeakSound;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With real processes that fail on demand. */
@Timeout(180)
class WorkerPoolTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir private Path folder;

  private final EspeakInstallation installation = EspeakInstallation.standard();
  private final WorkerCommand faulty = WorkerCommand.of(installation, FaultyWorker.class);
  private final WorkerPool pool = new WorkerPool(faulty, 2, 3, LONG);

  WorkerPoolTest() throws IOException {}

  @AfterEach
  void endWorkers() {
    pool.endIdle();
  }

  @ParameterizedTest
  @CsvSource({"die, 3", "die halfway, 4"})
  void aDeathIsOnlyThatOfItsTask(String text, int exitValue) throws WorkerException {
    EspeakSound before = pool.perform(speech("Good morning."));
    WorkerException death = assertThrows(WorkerException.class, () -> pool.perform(speech(text)));

    assertEquals(
        "espeak-ng crashed (exit value %d) over this text, and again in a new process: leave it out, or write it differently"
            .formatted(exitValue),
        death.getMessage());
    assertEquals(before, pool.perform(speech("Good morning.")));
  }

  @Test
  void aTaskWhoseWorkerDiesIsTriedAgain() throws WorkerException {
    EspeakSound sound = pool.perform(speech("die once " + folder.resolve("died")));

    assertTrue(Files.exists(folder.resolve("died")));
    assertEquals(pool.perform(speech("die once " + folder.resolve("died"))), sound);
  }

  @Test
  void aHangingWorkerIsKilled() {
    WorkerPool impatient = new WorkerPool(faulty, 1, 10, Duration.ofMillis(1_800));
    WorkerException end =
        assertThrows(WorkerException.class, () -> impatient.perform(speech("hang")));

    assertEquals(
        "espeak-ng hung for 2 s over this text, and again in a new process: leave it out, or write"
            + " it differently",
        end.getMessage());
  }

  @Test
  void aWorkerKilledInTheMiddleIsReplaced()
      throws IOException, InterruptedException, ExecutionException, WorkerException {
    Path announced = folder.resolve("pid");
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<EspeakSound> sound =
          thread.submit(() -> pool.perform(speech("hang once " + announced)));
      FolderWatch.awaitFiles(folder, 1);
      process(Files.readString(announced)).destroyForcibly();

      assertEquals(pool.perform(speech("hang once " + announced)), sound.get());
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void aWorkerKilledWhileIdleIsReplaced() throws WorkerException {
    String first = pid();
    ProcessHandle process = process(first);
    process.destroyForcibly();
    process.onExit().join();

    assertNotEquals(first, pid());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatEndsAllProcessesOfATerminalDoesNotEndAWorker() throws WorkerException, IOException {
    String first = pid();
    for (String signal : List.of("-HUP", "-INT", "-TERM")) {
      new ProcessBuilder("kill", signal, first).start().onExit().join();
    }

    assertEquals(first, pid());
  }

  @Test
  void aWorkerIsReplacedAfterItsTasks() throws WorkerException {
    List<String> first = List.of(pid(), pid(), pid());
    String fourth = pid();

    assertEquals(1, first.stream().distinct().count(), first.toString());
    assertNotEquals(first.get(0), fourth);
    ProcessHandle.of(Long.parseLong(first.get(0))).ifPresent(process -> process.onExit().join());
  }

  @Test
  void idleWorkersEndAndAreStartedAgain() throws WorkerException {
    String first = pid();
    ProcessHandle process = process(first);
    pool.endIdle();
    process.onExit().join();

    assertNotEquals(first, pid());
  }

  @Test
  void servesAsManyCallersAtOnceAsItHasWorkers() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<EspeakSound>> sounds = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        sounds.add(threads.submit(() -> pool.perform(speech("meet 2 in " + folder))));
      }
      assertEquals(sounds.get(0).get(), sounds.get(1).get());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whatElseIsPrintedHarmsNoAnswer() throws IOException, WorkerException {
    EspeakSound expected = WorkerPool.of(installation).perform(speech("babble"));

    assertEquals(expected, pool.perform(speech("babble")));
  }

  @Test
  void aRefusalOfTheLibraryIsNoDeath() throws WorkerException {
    String first = pid();
    IllegalStateException refusal =
        assertThrows(
            IllegalStateException.class,
            () -> pool.perform(new WorkerTask.Transcription("gmw/nowhere", "a")));

    assertTrue(
        refusal.getMessage().startsWith("espeak_SetVoiceByName gmw/nowhere failed with status "),
        refusal.getMessage());
    assertEquals(first, pid());
  }

  @Test
  void aWorkerDiesWithItsParent() throws IOException, InterruptedException {
    Path held = Files.createFile(Files.createDirectory(folder.resolve("lock")).resolve("held"));
    List<String> command = new ArrayList<>(faulty.words());
    int main = command.indexOf(FaultyWorker.class.getName());
    command.set(main - 1, System.getProperty("java.class.path"));
    command.subList(main, command.size()).clear();
    command.addAll(List.of(OrphanMaker.class.getName(), "hang with " + held));
    Process parent =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("parent.log").toFile())
            .redirectErrorStream(true)
            .start();
    FolderWatch.awaitFiles(held.getParent(), 2);
    parent.toHandle().destroyForcibly();

    try (FileChannel channel = FileChannel.open(held, StandardOpenOption.WRITE)) {
      // The worker gives it up with its life.
      assertTrue(channel.lock().isValid());
    }
  }

  @Test
  void foldersWithAColonAreNotCutInTwo() throws IOException, WorkerException {
    List<String> words = new ArrayList<>(WorkerCommand.of(installation).words());
    int place = words.indexOf("-cp") + 1;
    List<String> copies = new ArrayList<>();
    for (String original : words.get(place).split(File.pathSeparator)) {
      Path copy = Files.createDirectories(folder.resolve("tm_10.0.0.7:3667 a%20b"));
      Path source = Path.of(original);
      Path target = copy.resolve(source.getFileName());
      copies.add(target.toString());
      copyAll(source, target);
    }
    words.set(place, WorkerCommand.classPath(copies));
    assertEquals(
        pool.perform(speech("Good morning.")),
        new WorkerPool(new WorkerCommand(words), 1, 3, LONG).perform(speech("Good morning.")));
  }

  private static void copyAll(Path source, Path target) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(source.relativize(file).toString()));
      }
    }
  }

  @Test
  void saysWhyNoWorkerCanBeStarted() {
    WorkerCommand nowhere = new WorkerCommand(List.of(folder.resolve("no-java").toString()));
    List<String> words = new ArrayList<>(faulty.words());
    words.set(words.indexOf(FaultyWorker.class.getName()), "Nobody");

    WorkerException noProgram = assertThrows(WorkerException.class, () -> start(nowhere));
    WorkerException noClass =
        assertThrows(WorkerException.class, () -> start(new WorkerCommand(words)));

    assertTrue(
        noProgram.getMessage().startsWith("espeak-ng cannot be started: Cannot run program"),
        noProgram.getMessage());
    assertEquals(
        "espeak-ng cannot be started: its process crashed (exit value 1): Caused by:"
            + " java.lang.ClassNotFoundException: Nobody",
        noClass.getMessage());
  }

  @Test
  void aWorkerNeedsTwoPlacesAndNoForeignOptions() throws IOException {
    WorkerCommand command = WorkerCommand.of(installation);
    String classPath = command.words().get(command.words().indexOf("-cp") + 1);

    assertEquals(2, classPath.split(File.pathSeparator).length, classPath);
    assertTrue(
        command.process().environment().keySet().stream()
            .noneMatch(name -> name.contains("JAVA") && name.endsWith("OPTIONS")));
  }

  private static void start(WorkerCommand command) throws WorkerException {
    new WorkerPool(command, 1, 1, LONG).perform(new WorkerTask.Inventory());
  }

  private String pid() throws WorkerException {
    return pool.perform(new WorkerTask.Transcription("gmw/en", "pid")).get(0).phonemes();
  }

  private static ProcessHandle process(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static WorkerTask.Speech speech(String text) {
    return new WorkerTask.Speech(EspeakParameters.defaults("gmw/en", ""), "gmw/en", 0, false, text);
  }
}
