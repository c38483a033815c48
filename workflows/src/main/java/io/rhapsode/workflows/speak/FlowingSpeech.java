package io.rhapsode.workflows.speak;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.engine.RefusedRequestException;
import io.rhapsode.synth.engine.SpeechStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Speaks text while it is being written, clause by clause. Used by one thread. */
public final class FlowingSpeech {
  /** How long a mark is waited for before the words that are complete are said. */
  public static final long PATIENCE_MILLIS = 700;

  private final ArrivingText text;
  private final TextFlow flow;
  private final String language;
  private final int maximumCharacters;
  private final SpeechStream stream;
  private boolean isSpeaking;
  private boolean isFlushed;

  /**
   * @param language BCP 47 tag
   * @param maximumCharacters of a text that the engine takes
   */
  public FlowingSpeech(
      ArrivingText text, String language, int maximumCharacters, SpeechStream stream) {
    this.text = requireNonNull(text, "text is null");
    this.flow = new TextFlow(language);
    this.language = language;
    this.maximumCharacters = maximumCharacters;
    this.stream = requireNonNull(stream, "stream is null");
  }

  /**
   * Adds text that was read before.
   *
   * @throws RefusedRequestException if it cannot be spoken
   */
  public void push(String beginning) throws RefusedRequestException {
    say(flow.push(beginning));
  }

  /**
   * Makes the next sound and waits for it, and for text where all so far is said.
   *
   * @return empty once all text is said
   * @throws RefusedRequestException if a text cannot be spoken
   * @throws IOException if the text cannot be read
   */
  public Optional<PcmClip> next() throws RefusedRequestException, IOException {
    while (true) {
      Optional<String> arrived = text.next(isSpeaking || text.hasEnded() ? 0 : PATIENCE_MILLIS);
      if (arrived.isPresent()) {
        say(flow.push(arrived.get()));
      } else if (text.hasEnded() && !isFlushed) {
        isFlushed = true;
        say(flow.flush());
      } else if (!isSpeaking && !isFlushed) {
        say(flow.whole());
      } else if (isSpeaking) {
        Optional<PcmClip> clip = stream.next();
        if (clip.isPresent()) {
          return clip;
        }
        isSpeaking = false;
      } else {
        return Optional.empty();
      }
    }
  }

  private void say(List<TextFlow.Clause> clauses) throws RefusedRequestException {
    for (TextFlow.Clause clause : clauses) {
      for (String piece : SpokenPieces.of(clause.spoken(), language, maximumCharacters)) {
        stream.push(piece);
        isSpeaking = true;
      }
    }
  }
}
