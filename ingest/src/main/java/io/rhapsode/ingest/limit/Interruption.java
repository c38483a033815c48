package io.rhapsode.ingest.limit;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.concurrent.CancellationException;

/**
 * Ends work on a document whose thread was interrupted. A thread cannot be stopped from outside, so
 * everything whose length a document decides asks here as it goes on: per element, page, sentence
 * or rule. The interruption stays set, so that work which catches the exception ends at the next
 * question.
 */
public final class Interruption {
  private Interruption() {}

  /**
   * @throws CancellationException when the thread was interrupted
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the work on the document was given up");
    }
  }

  /** The text for a parser of a library, which asks by every buffer it fills. */
  public static Reader reader(String text) {
    return new FilterReader(new StringReader(text)) {
      @Override
      public int read(char[] buffer, int offset, int length) throws IOException {
        check();
        return super.read(buffer, offset, length);
      }
    };
  }
}
