package io.rhapsode.pipeline.speech;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.store.TakeAddress;
import io.rhapsode.pipeline.text.SpokenWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something to say. Equal requests have equal addresses and give equal audio. A request holds only
 * {@linkplain RequestPart parts} that its voice honours.
 *
 * @param words normalised text with the pronunciations that are prescribed; not blank as a whole
 * @param language BCP 47 tag of the text
 * @param voice who says it
 * @param delivery how it is said
 * @param context what stands around it
 * @param seed seed of all randomness in the synthesis, derived from the content; 0 for a voice
 *     without randomness
 * @param address where the take is kept
 */
public record SpeechRequest(
    List<SpokenWord> words,
    String language,
    Voice voice,
    Delivery delivery,
    SpeechContext context,
    long seed,
    TakeAddress address) {
  public SpeechRequest {
    words = SpokenWord.joined(words);
    requireNonNull(language, "language is null");
    requireNonNull(voice, "voice is null");
    requireNonNull(delivery, "delivery is null");
    requireNonNull(context, "context is null");
    requireNonNull(address, "address is null");
    if (words.stream().allMatch(word -> word.text().isBlank())) {
      throw new IllegalArgumentException("text is blank");
    }
    Set<RequestPart> parts = RequestPart.asked(words, delivery, context);
    if (!voice.honours().containsAll(parts)) {
      throw new IllegalArgumentException(
          "voice '%s' honours %s only, asked for %s"
              .formatted(voice.name(), voice.honours(), parts));
    }
  }

  /**
   * A request for a text said plainly.
   *
   * @param baseSeed the seed of the job, 0 unless the user wants another reading
   */
  public static SpeechRequest of(String text, String language, Voice voice, long baseSeed) {
    return of(
        List.of(SpokenWord.plain(text)),
        language,
        voice,
        Delivery.PLAIN,
        SpeechContext.NONE,
        baseSeed);
  }

  /**
   * A request with whatever of the given the voice honours. Seed and address are derived from that.
   *
   * @param baseSeed the seed of the job, 0 unless the user wants another reading
   */
  public static SpeechRequest of(
      List<SpokenWord> words,
      String language,
      Voice voice,
      Delivery delivery,
      SpeechContext context,
      long baseSeed) {
    Set<RequestPart> honoured = voice.honours();
    List<SpokenWord> honouredWords =
        honoured.contains(RequestPart.PRONUNCIATION)
            ? words
            : words.stream().map(word -> SpokenWord.plain(word.text())).toList();
    Delivery honouredDelivery =
        new Delivery(
            delivery.pacePercent().filter(pace -> honoured.contains(RequestPart.PACE)),
            delivery.durationMillis().filter(millis -> honoured.contains(RequestPart.DURATION)),
            delivery.style().filter(style -> honoured.contains(RequestPart.STYLE)));
    long seed =
        honoured.contains(RequestPart.SEED)
            ? CanonicalForm.seed(SpokenWord.textOf(words), language, voice, baseSeed)
            : 0;
    return addressed(
        SpokenWord.joined(honouredWords),
        language,
        voice,
        honouredDelivery,
        honoured.contains(RequestPart.CONTEXT) ? context : SpeechContext.NONE,
        seed);
  }

  /**
   * The same request with another seed, for when its take is refused. The first attempt's request
   * is the one that all others are asked of, so that the same attempt has the same address in every
   * job.
   *
   * @param number 1 for the second attempt, and so on
   * @return empty when the voice has no randomness: it would say the same again
   */
  public Optional<SpeechRequest> attempt(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("further attempts are numbered from 1: " + number);
    }
    return voice.honours().contains(RequestPart.SEED)
        ? Optional.of(
            addressed(words, language, voice, delivery, context, CanonicalForm.seed(seed, number)))
        : Optional.empty();
  }

  /**
   * The same text as two requests, for when its take is refused. A wanted duration is dropped, the
   * seeds are derived from this one, and where the voice follows the context, each part has the
   * other in it.
   *
   * @param border where the second part begins, in UTF-16 units of {@link #text}
   * @return empty when a part would be blank or a prescribed pronunciation be cut
   */
  public Optional<List<SpeechRequest>> split(int border) {
    List<SpokenWord> first = new ArrayList<>();
    List<SpokenWord> second = new ArrayList<>();
    int start = 0;
    for (SpokenWord word : words) {
      int cut = border - start;
      start += word.text().length();
      if (cut <= 0) {
        second.add(word);
      } else if (start <= border) {
        first.add(word);
      } else if (word.ipa().isPresent()) {
        return Optional.empty();
      } else {
        first.add(SpokenWord.plain(word.text().substring(0, cut)));
        second.add(SpokenWord.plain(word.text().substring(cut)));
      }
    }
    String before = SpokenWord.textOf(first);
    String after = SpokenWord.textOf(second);
    if (before.isBlank() || after.isBlank()) {
      return Optional.empty();
    }
    Delivery free = new Delivery(delivery.pacePercent(), Optional.empty(), delivery.style());
    SpeechContext within = new SpeechContext(context.before(), after);
    SpeechContext behind = new SpeechContext(before, context.after());
    return Optional.of(
        List.of(
            of(first, language, voice, free, within, seed),
            of(second, language, voice, free, behind, seed)));
  }

  /** The whole text, for engines that take text. */
  public String text() {
    return SpokenWord.textOf(words);
  }

  private static SpeechRequest addressed(
      List<SpokenWord> words,
      String language,
      Voice voice,
      Delivery delivery,
      SpeechContext context,
      long seed) {
    TakeAddress address = CanonicalForm.address(words, language, voice, delivery, context, seed);
    return new SpeechRequest(words, language, voice, delivery, context, seed, address);
  }
}
