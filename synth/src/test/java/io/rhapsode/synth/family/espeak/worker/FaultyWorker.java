package io.rhapsode.synth.family.espeak.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/**
 * A worker that obeys what it should speak: "die", "die halfway", "hang", "babble", "die once
 * FILE", "hang once FILE", "hang with FILE", "meet N in FOLDER". Transcribes "pid" as its process
 * id. Anything else it does as it should.
 */
final class FaultyWorker extends EspeakWorker {
  private FaultyWorker(Path library, Path data) {
    super(library, data);
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    new FaultyWorker(Path.of(arguments[0]), Path.of(arguments[1])).serve();
  }

  @Override
  WorkerTask.Result perform(WorkerTask<?> task) {
    try {
      if (task instanceof WorkerTask.Transcription words && words.text().equals("pid")) {
        return out -> {
          byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8);
          out.writeInt(1);
          out.writeInt(pid.length);
          out.write(pid);
          out.writeInt(0);
        };
      }
      if (task instanceof WorkerTask.Speech speech) {
        WorkerTask.Result fault = obey(speech.text());
        return fault == null ? super.perform(task) : fault;
      }
      return super.perform(task);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static WorkerTask.Result obey(String text) throws IOException, InterruptedException {
    String last = text.substring(text.lastIndexOf(' ') + 1);
    if (text.equals("die")) {
      Runtime.getRuntime().halt(3);
    } else if (text.equals("die halfway")) {
      return out -> {
        out.writeInt(1_000);
        out.flush();
        Runtime.getRuntime().halt(4);
      };
    } else if (text.equals("hang")) {
      hang();
    } else if (text.equals("babble")) {
      babble();
    } else if (text.startsWith("die once ") && Files.notExists(Path.of(last))) {
      Files.createFile(Path.of(last));
      Runtime.getRuntime().halt(5);
    } else if (text.startsWith("hang once ") && Files.notExists(Path.of(last))) {
      announce(Path.of(last));
      hang();
    } else if (text.startsWith("hang with ")) {
      FileChannel.open(Path.of(last), StandardOpenOption.WRITE).lock();
      announce(Path.of(last + ".locked"));
      hang();
    } else if (text.startsWith("meet ")) {
      Path folder = Path.of(last);
      announce(folder.resolve(Long.toString(ProcessHandle.current().pid())));
      FolderWatch.awaitFiles(folder, Integer.parseInt(text.split(" ")[1]));
    }
    return null;
  }

  /** Prints as a C library does, to its own idea of standard output. */
  private static void babble() {
    NativeLibrary c = NativeLibrary.getProcess();
    for (int i = 0; i < 500; i++) {
      c.getFunction("puts").invokeInt(new Object[] {"phoneme table RHAPSODE is loaded"});
    }
    c.getFunction("fflush").invokeInt(new Object[] {Pointer.NULL});
  }

  /** Makes a file that holds the process id, whole at once. */
  private static void announce(Path file) throws IOException {
    Path folder = Files.createTempDirectory("faulty-worker");
    Path incoming =
        Files.writeString(folder.resolve("pid"), Long.toString(ProcessHandle.current().pid()));
    Files.move(incoming, file);
    Files.delete(folder);
  }

  private static void hang() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
