package io.rhapsode.synth.family.espeak.worker;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.stream.Stream;

/** Waits for files that other processes make. */
final class FolderWatch {
  private FolderWatch() {}

  /** Returns when a folder has {@code count} files or more. */
  static List<Path> awaitFiles(Path folder, int count) throws IOException, InterruptedException {
    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      folder.register(watch, ENTRY_CREATE);
      for (List<Path> files = files(folder); ; files = files(folder)) {
        if (files.size() >= count) {
          return files;
        }
        WatchKey key = watch.take();
        key.pollEvents();
        key.reset();
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
