package io.rhapsode.synth.generate;

import io.rhapsode.synth.family.toy.ToyModel;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameDecoding;
import io.rhapsode.synth.frame.FrameModel;
import io.rhapsode.synth.frame.FrameNoise;
import io.rhapsode.synth.frame.FrameSequence;
import io.rhapsode.synth.frame.FrameStep;
import io.rhapsode.synth.frame.FrameVoice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A toy model that notes who takes part in which step, and lets a test stand in between. */
final class WatchedModel implements FrameModel {
  private final ToyModel toy = new ToyModel();
  private final List<List<String>> steps = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private final Consumer<Integer> beforeStep;

  /** A sequence that remembers its text. */
  private final class Named implements FrameSequence {
    private final FrameSequence inner;
    private final String text;

    Named(FrameSequence inner, String text) {
      this.inner = inner;
      this.text = text;
      open.incrementAndGet();
    }

    @Override
    public boolean append(Chunk more) {
      return inner.append(more);
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }

  /**
   * @param beforeStep told the number of each step before it is made
   */
  WatchedModel(Consumer<Integer> beforeStep) {
    this.beforeStep = beforeStep;
  }

  /** The texts of each step so far. */
  synchronized List<List<String>> steps() {
    return List.copyOf(steps);
  }

  /** For each sequence started so far, the number of the step it was started before. */
  synchronized List<Integer> starts() {
    return List.copyOf(starts);
  }

  /** Numbers of the steps that a text took part in. */
  List<Integer> stepsOf(String text) {
    List<List<String>> all = steps();
    List<Integer> own = new ArrayList<>();
    for (int step = 0; step < all.size(); step++) {
      if (all.get(step).contains(text)) {
        own.add(step);
      }
    }
    return own;
  }

  /** Sequences not yet closed. */
  int open() {
    return open.get();
  }

  @Override
  public int sampleRateHz() {
    return toy.sampleRateHz();
  }

  @Override
  public int samplesPerFrame() {
    return toy.samplesPerFrame();
  }

  @Override
  public int framesPerCall() {
    return toy.framesPerCall();
  }

  @Override
  public FrameSequence start(FrameVoice voice, Chunk chunk, FrameNoise noise) {
    if (chunk.text().equals("unstartable")) {
      throw new IllegalStateException("no room");
    }
    synchronized (this) {
      starts.add(steps.size());
    }
    return new Named(toy.start(voice, chunk, noise), chunk.text());
  }

  @Override
  public List<FrameStep> step(List<FrameSequence> sequences, boolean steady) {
    List<String> texts = sequences.stream().map(each -> ((Named) each).text).toList();
    int number;
    synchronized (this) {
      number = steps.size();
      steps.add(texts);
    }
    beforeStep.accept(number);
    if (texts.contains("breaks")) {
      throw new IllegalStateException("device lost");
    }
    return toy.step(sequences.stream().map(each -> ((Named) each).inner).toList(), steady);
  }

  @Override
  public FrameDecoding startDecoding() {
    return toy.startDecoding();
  }

  @Override
  public void close() {}
}
