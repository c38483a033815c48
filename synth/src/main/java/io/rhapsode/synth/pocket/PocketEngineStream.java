package io.rhapsode.synth.pocket;

import java.util.Iterator;

/** A {@link PocketStream} that owns the engine it came from. Used by one thread at a time. */
public final class PocketEngineStream implements Iterator<float[]>, AutoCloseable {
  private final PocketStream stream;
  private final PocketEngine engine;
  private final PocketFamilyEngine owner;

  PocketEngineStream(PocketStream stream, PocketEngine engine, PocketFamilyEngine owner) {
    this.stream = stream;
    this.engine = engine;
    this.owner = owner;
  }

  /**
   * Adds text to what is still to be said; see {@link PocketStream#push}.
   *
   * @param text not blank; best cut at sentences, of any length
   */
  public void push(String text) {
    stream.push(engine.chunks(text));
  }

  @Override
  public boolean hasNext() {
    return stream.hasNext();
  }

  /** As {@link PocketStream#next}. */
  @Override
  public float[] next() {
    return stream.next();
  }

  /** As {@link PocketStream#hasEnded}. */
  public boolean hasEnded() {
    return stream.hasEnded();
  }

  /** Cancels what is still to come and closes the engine. */
  @Override
  public void close() {
    stream.close();
    owner.close();
  }
}
