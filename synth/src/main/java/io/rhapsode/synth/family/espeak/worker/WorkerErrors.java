package io.rhapsode.synth.family.espeak.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the standard error of a worker to its end, into the log. */
final class WorkerErrors {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerErrors.class);

  /** As much of a worker's output as is logged: the account of a crash goes on for long. */
  private static final int LOGGED_LINES = 60;

  private static final Pattern SIGNAL = Pattern.compile("^#\\s+(SIG[A-Z]+|EXCEPTION_[A-Z_]+) ");

  private static final int END_MILLIS = 2_000;

  private final Thread thread;
  private volatile String signal;
  private volatile String lastLine = "it printed nothing";

  private WorkerErrors(Process process) {
    thread = new Thread(() -> read(process), "espeak-ng-errors-" + process.pid());
    thread.setDaemon(true);
  }

  static WorkerErrors of(Process process) {
    WorkerErrors errors = new WorkerErrors(process);
    errors.thread.start();
    return errors;
  }

  /** The signal that the virtual machine says it died of, such as "SIGSEGV". */
  Optional<String> signal() {
    return Optional.ofNullable(signal);
  }

  String lastLine() {
    return lastLine;
  }

  /** Waits until all is read, after the process has ended. */
  void awaitEnd() throws InterruptedException {
    thread.join(END_MILLIS);
  }

  private void read(Process process) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
      int count = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        note(line);
        if (count < LOGGED_LINES) {
          LOG.debug("espeak-ng worker {}: {}", process.pid(), line);
        }
        count++;
      }
    } catch (IOException e) {
      LOG.debug("espeak-ng worker {}: its errors cannot be read", process.pid(), e);
    }
  }

  private void note(String line) {
    if (!line.isBlank()) {
      lastLine = line;
    }
    Matcher matcher = SIGNAL.matcher(line);
    if (signal == null && matcher.find()) {
      signal = matcher.group(1);
    }
  }
}
