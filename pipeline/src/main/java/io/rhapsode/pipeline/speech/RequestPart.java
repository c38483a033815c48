package io.rhapsode.pipeline.speech;

import io.rhapsode.pipeline.text.SpokenWord;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The parts of a request that an engine may or may not honour; a {@link Voice} says which it does.
 * What a voice does not honour is left out of its requests, so that it neither decides an address
 * nor is claimed to have been followed. Text, language and voice are honoured by all.
 */
public enum RequestPart {
  /** Pronunciations of words. */
  PRONUNCIATION,
  /** The pace of the delivery. */
  PACE,
  /** The wanted duration of the delivery. */
  DURATION,
  /** The style of the delivery. */
  STYLE,
  /** The text before and after. */
  CONTEXT,
  /** The seed: another one gives another reading. */
  SEED;

  /** The parts that are asked for, the seed aside. */
  public static Set<RequestPart> asked(
      List<SpokenWord> words, Delivery delivery, SpeechContext context) {
    Set<RequestPart> parts = EnumSet.noneOf(RequestPart.class);
    addIf(words.stream().anyMatch(word -> word.ipa().isPresent()), PRONUNCIATION, parts);
    addIf(delivery.pacePercent().isPresent(), PACE, parts);
    addIf(delivery.durationMillis().isPresent(), DURATION, parts);
    addIf(delivery.style().isPresent(), STYLE, parts);
    addIf(!context.equals(SpeechContext.NONE), CONTEXT, parts);
    return parts;
  }

  private static void addIf(boolean asked, RequestPart part, Set<RequestPart> parts) {
    if (asked) {
      parts.add(part);
    }
  }
}
