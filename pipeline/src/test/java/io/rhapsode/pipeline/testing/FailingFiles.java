package io.rhapsode.pipeline.testing;

import io.rhapsode.pipeline.store.folder.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file system, but it breaks down at the n-th step: that step is done by half, as a full disk
 * or a power cut would, and nothing can be done afterwards.
 */
public final class FailingFiles extends DurableFiles {
  private static final long serialVersionUID = 1L;

  private final int failingStep;
  private int steps;

  /**
   * @param failingStep the step that fails, from 1
   */
  public FailingFiles(int failingStep) {
    this.failingStep = failingStep;
  }

  /** Whether it has come to that step. */
  public boolean failed() {
    return steps >= failingStep;
  }

  @Override
  public void createFolders(Path folder) throws IOException {
    step(folder);
    super.createFolders(folder);
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    if (steps + 1 == failingStep) {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(content, 0, content.length / 2));
      }
    }
    step(file);
    super.write(file, content);
  }

  @Override
  public void sync(Path file) throws IOException {
    step(file);
    super.sync(file);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    step(to);
    super.move(from, to);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    step(folder);
    super.syncFolder(folder);
  }

  @Override
  public void delete(Path file) throws IOException {
    step(file);
    super.delete(file);
  }

  private void step(Path file) throws IOException {
    steps++;
    if (failed()) {
      throw new IOException("no space left on device, at step %d: %s".formatted(steps, file));
    }
  }
}
