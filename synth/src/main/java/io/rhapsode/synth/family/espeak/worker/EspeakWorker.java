package io.rhapsode.synth.family.espeak.worker;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.rhapsode.synth.family.espeak.library.EspeakLibrary;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.SynchronousQueue;

/**
 * The process that espeak-ng runs in, so that a crash inside the library harms nothing else. It
 * takes tasks from standard input one by one and answers on standard output, and ends with its
 * input, that is with the process that started it, even when the library hangs. Uses nothing but
 * this package and JNA, to start quickly.
 */
public class EspeakWorker {
  private static final int SIGHUP = 1;
  private static final int SIGINT = 2;
  private static final int SIGTERM = 15;

  /** SIG_IGN. */
  private static final Pointer IGNORE = new Pointer(1);

  private final Path library;
  private final Path data;

  /**
   * @param library the shared library
   * @param data the espeak-ng-data folder
   */
  EspeakWorker(Path library, Path data) {
    this.library = library;
    this.data = data;
  }

  /**
   * @param arguments the shared library and the espeak-ng-data folder
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    new EspeakWorker(Path.of(arguments[0]), Path.of(arguments[1])).serve();
  }

  final void serve() throws IOException, InterruptedException {
    DataOutputStream answers =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
    System.setOut(System.err);
    ignoreSignals();
    WorkerAnswer.writeResult(answers, out -> {});
    SynchronousQueue<WorkerTask<?>> tasks = new SynchronousQueue<>();
    Thread reader = new Thread(() -> read(tasks), "tasks");
    reader.setDaemon(true);
    reader.start();
    while (true) {
      answer(tasks.take(), answers);
    }
  }

  /** Does a task with a library that was just loaded. */
  WorkerTask.Result perform(WorkerTask<?> task) {
    try (EspeakLibrary fresh = EspeakLibrary.open(library, data)) {
      return task.perform(fresh);
    }
  }

  private void answer(WorkerTask<?> task, DataOutputStream answers) throws IOException {
    WorkerTask.Result result;
    try {
      result = perform(task);
    } catch (IllegalStateException e) {
      WorkerAnswer.writeRefusal(answers, e.getMessage());
      return;
    }
    WorkerAnswer.writeResult(answers, result);
  }

  /** Reads ahead, to notice the end of input while the library is at work. */
  private static void read(SynchronousQueue<WorkerTask<?>> tasks) {
    try {
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
      while (true) {
        tasks.put(WorkerTask.read(in));
      }
    } catch (IOException | InterruptedException e) {
      // Nobody is left to answer. A library that hangs would hold up an orderly exit.
      Runtime.getRuntime().halt(0);
    }
  }

  /**
   * Ctrl-C in a terminal reaches every process of the job; it is the parent's to decide when a
   * worker ends.
   */
  private static void ignoreSignals() {
    if (Platform.isWindows()) {
      NativeLibrary.getInstance("kernel32")
          .getFunction("SetConsoleCtrlHandler")
          .invokeInt(new Object[] {Pointer.NULL, 1});
      return;
    }
    for (int signal : new int[] {SIGHUP, SIGINT, SIGTERM}) {
      NativeLibrary.getProcess().getFunction("signal").invokePointer(new Object[] {signal, IGNORE});
    }
  }
}
