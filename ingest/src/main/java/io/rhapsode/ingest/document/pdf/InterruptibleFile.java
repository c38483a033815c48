package io.rhapsode.ingest.document.pdf;

import io.rhapsode.ingest.limit.Interruption;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;

/** A PDF that is read no further once its thread was interrupted, wherever its parser may be. */
final class InterruptibleFile extends RandomAccessReadBufferedFile {
  InterruptibleFile(Path file) throws IOException {
    super(file);
  }

  @Override
  public int read() throws IOException {
    Interruption.check();
    return super.read();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Interruption.check();
    return super.read(buffer, offset, length);
  }

  @Override
  public void seek(long position) throws IOException {
    Interruption.check();
    super.seek(position);
  }
}
