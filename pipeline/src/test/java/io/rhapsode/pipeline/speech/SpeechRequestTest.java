package io.rhapsode.pipeline.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rhapsode.pipeline.testing.Voices;
import io.rhapsode.pipeline.text.SpokenWord;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpeechRequestTest {
  private static final Voice VOICE = Voices.tone("tone");
  private static final Set<RequestPart> ALL = EnumSet.allOf(RequestPart.class);
  private static final List<SpokenWord> WORDS =
      List.of(SpokenWord.plain("cafe\u0301 in "), SpokenWord.pronounced("Nice", "nis"));
  private static final Delivery DELIVERY =
      new Delivery(Optional.of(90), Optional.of(1_500), Optional.of("calm"));
  private static final SpeechContext CONTEXT = new SpeechContext("Avant.", "Apr\u00e8s.");

  @Test
  void addressesAndSeedsFollowTheDocumentedForm() {
    // Computed from the description of the canonical form, by another program.
    SpeechRequest plain = SpeechRequest.of("Word", "en", VOICE, 7);
    assertEquals(-1842722190269964499L, plain.seed());
    assertEquals(
        "9ae9d38c0458233c13e395d69f03bdab466f3f568fb491dbe54d8c65fa06f5e6",
        plain.address().sha256());

    SpeechRequest again = plain.attempt(1).orElseThrow();
    assertEquals(903449418557460666L, again.seed());
    assertEquals(
        "3771d5159a2596d6ed4fa753436849b8cd4edb1be64f188d09c371ddfca72008",
        again.address().sha256());

    SpeechRequest full = full(honouring(ALL));
    assertEquals(-4592941925277230048L, full.seed());
    assertEquals(
        "80de99b6db0f05c606871de518a1f98ac6e671686c4fb80c13802183ac60c0b9",
        full.address().sha256());

    assertEquals(
        "7418760a3c68003d6c42d68854be7caebfcabcc027fe439603f3e3a6d71767da",
        SpeechRequest.of("Word", "en", honouring(Set.of()), 7).address().sha256());
  }

  @Test
  void absentPartsAddNothing() {
    SpeechRequest plain = SpeechRequest.of("Word", "en", VOICE, 7);
    SpeechRequest able = SpeechRequest.of("Word", "en", honouring(ALL), 7);

    assertEquals(plain.address(), able.address());
    assertEquals(plain.seed(), able.seed());
  }

  @Test
  void everythingThatDecidesTheSoundDecidesTheAddress() {
    List<SpeechRequest> requests = new ArrayList<>();
    requests.add(SpeechRequest.of("Word", "en", VOICE, 7));
    requests.add(SpeechRequest.of("Words", "en", VOICE, 7));
    requests.add(SpeechRequest.of("Word", "fr", VOICE, 7));
    requests.add(SpeechRequest.of("Word", "en", VOICE, 8));
    requests.add(SpeechRequest.of("Word", "en", withParameters(Map.of("speed", "176")), 7));
    requests.add(SpeechRequest.of("ab", "c", VOICE, 7));
    requests.add(SpeechRequest.of("a", "bc", VOICE, 7));
    requests.add(with(List.of(SpokenWord.pronounced("Word", "w\u0254\u02d0d")), Delivery.PLAIN));
    requests.add(with(List.of(SpokenWord.pronounced("Word", "w\u025dd")), Delivery.PLAIN));
    requests.add(delivered(Optional.of(90), Optional.empty(), Optional.empty()));
    requests.add(delivered(Optional.empty(), Optional.of(90), Optional.empty()));
    requests.add(delivered(Optional.empty(), Optional.empty(), Optional.of("90")));
    requests.add(inContext(new SpeechContext("90", "")));
    requests.add(inContext(new SpeechContext("", "90")));
    for (int attempt = 1; attempt < 4; attempt++) {
      requests.add(requests.get(0).attempt(attempt).orElseThrow());
    }

    Set<String> addresses = new HashSet<>();
    requests.forEach(request -> addresses.add(request.address().sha256()));
    assertEquals(requests.size(), addresses.size());
  }

  @Test
  void neitherTheNameOfTheVoiceNorTheUnicodeFormDecidesTheAddress() {
    assertEquals(
        SpeechRequest.of("Word", "en", VOICE, 7).address(),
        SpeechRequest.of("Word", "en", Voices.tone("other"), 7).address());
    assertEquals(
        SpeechRequest.of("caf\u00e9", "fr", VOICE, 7).address(),
        SpeechRequest.of("cafe\u0301", "fr", VOICE, 7).address());
  }

  @Property
  void aPartThatTheVoiceDoesNotHonourChangesNothing(@ForAll Set<RequestPart> honoured) {
    Voice voice = honouring(honoured);
    SpeechRequest request = full(voice);

    assertEquals("cafe\u0301 in Nice", request.text());
    Set<RequestPart> followed =
        RequestPart.asked(request.words(), request.delivery(), request.context());
    Set<RequestPart> expected = EnumSet.copyOf(ALL);
    expected.retainAll(honoured);
    expected.remove(RequestPart.SEED);
    assertEquals(expected, followed);
    if (expected.isEmpty()) {
      SpeechRequest plain = SpeechRequest.of("cafe\u0301 in Nice", "fr", voice, 0);
      assertEquals(plain, request);
    }
    assertEquals(honoured.contains(RequestPart.SEED), request.attempt(1).isPresent());
    assertEquals(honoured.contains(RequestPart.SEED), request.seed() != 0);
  }

  @Test
  void aRequestClaimsNothingThatItsVoiceDoesNotHonour() {
    SpeechRequest full = full(honouring(ALL));

    assertThrows(
        IllegalArgumentException.class,
        () ->
            new SpeechRequest(
                full.words(),
                "fr",
                VOICE,
                full.delivery(),
                full.context(),
                full.seed(),
                full.address()));
  }

  @Property(tries = 200)
  void howPlainTextIsCutIntoWordsDecidesNothing(
      @ForAll @Size(min = 1, max = 8) List<@NotEmpty String> texts,
      @ForAll @IntRange(max = 7) int at) {
    List<SpokenWord> words = new ArrayList<>(texts.stream().map(SpokenWord::plain).toList());
    words.add(Math.min(at, words.size()), SpokenWord.pronounced("Nice", "nis"));
    String text = SpokenWord.textOf(words);
    List<SpokenWord> letters = new ArrayList<>();
    for (SpokenWord word : words) {
      if (word.ipa().isPresent()) {
        letters.add(word);
      } else {
        word.text()
            .codePoints()
            .forEach(letter -> letters.add(SpokenWord.plain(Character.toString(letter))));
      }
    }

    SpeechRequest whole = with(words, Delivery.PLAIN);
    assertEquals(whole, with(letters, Delivery.PLAIN));
    assertEquals(text, whole.text());
    assertNotEquals(
        whole.address(), with(List.of(SpokenWord.plain(text)), Delivery.PLAIN).address());
  }

  @Test
  void refusesNothingToSay() {
    assertThrows(IllegalArgumentException.class, () -> SpeechRequest.of(" \n", "en", VOICE, 0));
    assertThrows(IllegalArgumentException.class, () -> SpokenWord.plain(""));
    assertThrows(IllegalArgumentException.class, () -> SpokenWord.pronounced("a", " "));
  }

  private static SpeechRequest full(Voice voice) {
    return SpeechRequest.of(WORDS, "fr", voice, DELIVERY, CONTEXT, 0);
  }

  private static SpeechRequest with(List<SpokenWord> words, Delivery delivery) {
    return SpeechRequest.of(words, "en", honouring(ALL), delivery, SpeechContext.NONE, 7);
  }

  private static SpeechRequest delivered(
      Optional<Integer> pace, Optional<Integer> millis, Optional<String> style) {
    return with(List.of(SpokenWord.plain("Word")), new Delivery(pace, millis, style));
  }

  private static SpeechRequest inContext(SpeechContext context) {
    return SpeechRequest.of(
        List.of(SpokenWord.plain("Word")), "en", honouring(ALL), Delivery.PLAIN, context, 7);
  }

  private static Voice withParameters(Map<String, String> parameters) {
    return voice(parameters, VOICE.honours());
  }

  private static Voice honouring(Set<RequestPart> parts) {
    return voice(VOICE.parameters(), parts);
  }

  private static Voice voice(Map<String, String> parameters, Set<RequestPart> honours) {
    return new Voice(
        VOICE.name(),
        VOICE.engine(),
        VOICE.engineVersion(),
        VOICE.fingerprint(),
        VOICE.language(),
        VOICE.languages(),
        parameters,
        VOICE.maximumCharacters(),
        honours);
  }
}
