package io.rhapsode.ingest.text.sentence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.rhapsode.pipeline.text.Span;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceSplitterTest {
  private final SentenceSplitter splitter = new SentenceSplitter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "en|The books of J. R. R. Tolkien are long.^They are read.",
        "en|Dr. Smith met Mrs. Jones on Jan. 5 at 3 p.m. in St. Louis.^It rained.",
        "en|I live in the U.S.^How about you?",
        "en|He joined the U.S. Army in 1941.",
        "en|“Where are you?” he said.^“Here!”",
        "en|\"Stop!\" cried Alice.^Nobody stopped.",
        "en|He paused ... and went on.^Then he left...^She stayed.",
        "en|It costs $3.50.^That is cheap.",
        "de|Am 3. Oktober kam Dr. Meier, z. B. mit Prof. Braun.^Das war gut.",
        "de|»Komm!«, sagte er.^Sie kam.",
        "fr|« Où es-tu ? » demanda M. Dupont.^Il partit.",
        "ru|А. С. Пушкин родился в 1799 г. в Москве.^Он писал стихи.",
        "ja|彼は「はい。」と言った。^そして帰った。",
        "zh|他来了。^她走了！^为什么？",
        "hi|यह एक किताब है।^वह पढ़ता है।",
        "ur|کیا حال ہے؟^میں ٹھیک ہوں۔",
        "am|እንደምን አለህ፧^መልካም ቀን ይሁንልህ።",
        "my|ခင်ဗျားနာမည်။^နေကောင်းလား။",
        "el|Πού είναι;^Εδώ.",
        "en|She lived on Main St.^It was dark.",
        "en|He quotes Smith et al.^It is good.",
        "en|It fell by 5.5 degrees.^1984 was a bad year.",
        "en|I see…^You don't.",
        "de|Das ist Nr. 5.^Das ist gut.",
        "fr|Il dit : « Viens. »^Elle vint.",
        "es|—¿Vienes? —preguntó él.^—No.",
        "ru|Это было в 1812 г.^Потом он уехал.",
        "ru|— Где ты? — спросил он.^— Здесь.",
        "zh|“你好吗？”他问。^“很好。”^她笑了。",
        "ja|彼は聞いた。^「はい。」^私は答えた。",
        "pl|To jest np. dom przy ul. Długiej.^Idę.",
        "en|He died.[3]^She lived.[4][5]^They left.(6)^\"Go.\"³^He went.*^They came.†",
        "en|Act I. Scene 2.^Enter Hamlet.",
        "en|1)The first item^2)The second item",
        "en|You need:^1.Eggs^2.Milk",
        "de|Der Tod.^Karl V. war alt.^Dann ging er.^Kap. IV.",
        "de|Caesar starb 44 v. Chr. in Rom.^Bahnhofstr. 5, Abschn. 2 und rd. 400 Mann.^Er sagte"
            + " dies.^Karl ging.",
        "de|Die Verse des XXIII. Gesangs.^Das Kap. IV.^Er las.",
        "fr|Il régna en 52 av. J.-C.^Il y eut la paix.",
        "fr|L'art. 3 du C. civ. et Mlle X.^Il passa le cap.^Pierre dormait.",
        "es|Vivió en el s. III a. C. y murió.",
        "es|Acto I. Escena 2.^Entra Hamlet.",
        "es|La esc. 2.ª y el párr. IV.^Nada.",
        "pt|Entrou no bar.^Pedro sorriu.",
        "en|See vol. II, pt. 3.^He left.",
        "it|Nel III sec. a. C. Roma era grande.^Visse nel sec. III d. C. e morì."
      })
  void testSentences(String language, String marked) {
    List<String> expected = List.of(marked.split("\\^"));
    boolean unspaced = List.of("ja", "zh", "am", "my").contains(language);
    String text = String.join(unspaced ? "" : " ", expected);

    List<String> actual =
        splitter.split(text, language).stream().map(span -> span.of(text).strip()).toList();

    assertEquals(expected, actual);
  }

  /** Each took half a minute and more when every boundary looked through all of the text. */
  @ParameterizedTest
  @ValueSource(strings = {"\" ", "Mr. Dr. St. ", "(x) ", "7", "[", "Is it? (\u201c"})
  void textThatIsNoProseIsCoveredInReasonableTime(String unit) {
    String text = unit.repeat(200_000 / unit.length());
    List<Span> sentences =
        assertTimeoutPreemptively(
            Duration.ofMinutes(2), () -> new SentenceSplitter().split(text, "en"));
    assertEquals(text.length(), sentences.get(sentences.size() - 1).end());
  }

  @Test
  void testItemsOfAListInsideAParagraph() {
    String text = "1) The eggs 2) The milk 3) The bread";
    assertEquals(
        List.of("1) The eggs ", "2) The milk ", "3) The bread"),
        splitter.split(text, "en").stream().map(span -> span.of(text)).toList());
  }

  @Test
  void testSpaceBelongsToTheSentenceBefore() {
    assertEquals(List.of(new Span(0, 6), new Span(6, 10)), splitter.split("One.  Two.", "en"));
  }

  @Test
  void testEmptyTextHasNoSentences() {
    assertEquals(List.of(), splitter.split("", "en"));
  }

  @Property
  void testSentencesPartitionAnyText(
      @ForAll
          @Chars({'.', '!', '?', ' ', '\n', '"', '\'', '(', ')', 'A', 'b', '1', '。', '”', '…', '-'})
          @CharRange(from = '\u0000', to = '\u2fff')
          @StringLength(max = 60)
          String text) {
    int at = 0;
    for (Span sentence : splitter.split(text, "en")) {
      assertEquals(at, sentence.start());
      at = sentence.end();
    }
    assertEquals(text.length(), at);
  }
}
