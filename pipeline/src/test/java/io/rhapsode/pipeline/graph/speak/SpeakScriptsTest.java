package io.rhapsode.pipeline.graph.speak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.pipeline.coder.JsonCoder;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.script.Script;
import io.rhapsode.pipeline.script.ScriptReference;
import io.rhapsode.pipeline.script.UtteranceOutcome;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.RequestPart;
import io.rhapsode.pipeline.speech.SpeechContext;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.store.TakeReference;
import io.rhapsode.pipeline.text.Boundary;
import io.rhapsode.pipeline.text.Locator;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.SpokenWord;
import io.rhapsode.pipeline.text.Utterance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts in, outcomes out: no book is near. */
class SpeakScriptsTest {
  private static final JobVoices VOICES =
      JobVoices.of(
          List.of(voice("high", Set.of()), voice("low", EnumSet.allOf(RequestPart.class))));
  private static final Queue<List<SpeechRequest>> BATCHES = new ConcurrentLinkedQueue<>();
  private static final Queue<String> OUTCOMES = new ConcurrentLinkedQueue<>();

  @TempDir Path work;

  @BeforeEach
  void forget() {
    BATCHES.clear();
    OUTCOMES.clear();
  }

  @Test
  void everyUtteranceOfEveryScriptGetsOneOutcome() throws IOException {
    speak(
        8,
        script("a", said("high", "One."), said("low", "One."), said("high", "poison")),
        script("b", said("high", "poison"), said("high", "One.")));

    assertEquals(
        List.of("a 0 4 ", "a 1 4 ", "a 2 failed", "b 0 failed", "b 1 4 "),
        OUTCOMES.stream().sorted().toList());
    // "One." in two voices and the poison.
    assertEquals(3, requests().size());
  }

  @Test
  void aBatchHasOneVoiceAndOneLanguage() throws IOException {
    List<Utterance> utterances = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      utterances.add(said(i % 2 == 0 ? "high" : "low", "Number %02d.".formatted(i)));
    }
    speak(5, script("a", utterances.toArray(new Utterance[0])));

    assertEquals(40, requests().size());
    for (List<SpeechRequest> batch : BATCHES) {
      assertEquals(1, batch.stream().map(SpeechRequest::voice).distinct().count());
    }
    assertEquals(8, BATCHES.size());
  }

  @Test
  void anotherReadingIsAskedForWhereTheVoiceHasOne() throws IOException {
    Script plain = script("a", said("low", "One."), said("high", "One."));
    SortedMap<Integer, Integer> attempts = new TreeMap<>(Map.of(0, 2, 1, 2));
    Script again =
        new Script("b", "b.mp4", plain.utterances(), Collections.emptySortedMap(), attempts);
    SpeakingOrder order = new SpeakingOrder(VOICES, 0, 8, 1);
    Utterance random = plain.utterances().get(0);
    Utterance steady = plain.utterances().get(1);
    assertEquals(
        order.request(plain, random).attempt(2).orElseThrow(), order.request(again, random));
    assertEquals(order.request(plain, steady), order.request(again, steady));

    speak(8, plain, again);
    assertEquals(3, requests().size());
  }

  @Test
  void aVoiceGetsThePartsThatItHonours() throws IOException {
    Utterance named =
        said("low", "", SpokenWord.plain("to "), SpokenWord.pronounced("Nice", "nis"));
    Utterance plain =
        said("high", "", SpokenWord.plain("to "), SpokenWord.pronounced("Nice", "nis"));
    speak(8, script("a", said("low", "We go"), named, plain, said("low", "and on.")));

    Map<String, SpeechRequest> byContext = new TreeMap<>();
    requests()
        .forEach(
            request ->
                byContext.put(
                    "%s '%s' '%s' '%s'"
                        .formatted(
                            request.voice().name(),
                            request.context().before(),
                            request.text(),
                            request.context().after()),
                    request));
    assertEquals(
        Set.of(
            "high '' 'to Nice' ''",
            "low '' 'We go' 'to Nice'",
            "low 'We go' 'to Nice' 'to Nice'",
            "low 'to Nice' 'and on.' ''"),
        byContext.keySet());
    assertEquals(named.words(), byContext.get("low 'We go' 'to Nice' 'to Nice'").words());
    assertEquals(
        List.of(SpokenWord.plain("to Nice")), byContext.get("high '' 'to Nice' ''").words());
    assertEquals(SpeechContext.NONE, byContext.get("high '' 'to Nice' ''").context());
  }

  private void speak(int batchSize, Script... scripts) throws IOException {
    BlobStore blobs = new BlobStore(work.toString());
    List<ScriptReference> references = new ArrayList<>();
    for (Script script : scripts) {
      String plan = blobs.putJson(Map.of("script", script, "windows", List.of(1, 2)));
      references.add(new ScriptReference(script.id(), script.source(), plan));
    }
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    pipeline
        .apply(Create.of(references).withCoder(JsonCoder.of(ScriptReference.class)))
        .apply(new SpeakScripts(new Speak(), blobs, new SpeakingOrder(VOICES, 0, batchSize, 1)))
        .apply(ParDo.of(new KeepFn()));
    pipeline.run().waitUntilFinish();
  }

  private static List<SpeechRequest> requests() {
    return BATCHES.stream().flatMap(List::stream).toList();
  }

  private static Script script(String id, Utterance... utterances) {
    List<Utterance> ordered = new ArrayList<>();
    for (Utterance said : utterances) {
      ordered.add(at(ordered.size(), said));
    }
    return new Script(id, id + ".mp4", ordered);
  }

  private static Utterance at(int ordinal, Utterance said) {
    return new Utterance(
        ordinal,
        1,
        new Locator("", ordinal + 1, said.locator().span()),
        List.of(),
        said.text(),
        said.words(),
        said.tokens(),
        said.language(),
        said.voice(),
        said.speaker(),
        said.boundary(),
        said.pauseMillis());
  }

  private static Utterance said(String voice, String text, SpokenWord... words) {
    List<SpokenWord> all =
        words.length == 0 ? List.of(SpokenWord.plain(text)) : Arrays.asList(words);
    String display = SpokenWord.textOf(all);
    return new Utterance(
        0,
        1,
        new Locator("", 1, new Span(0, display.length())),
        List.of(),
        display,
        all,
        List.of(),
        "en",
        voice,
        Optional.empty(),
        Boundary.SENTENCE,
        0);
  }

  private static Voice voice(String name, Set<RequestPart> honours) {
    return new Voice(
        name, "tone", "1", name.repeat(8), "en", List.of("en"), Map.of(), 200, honours);
  }

  private static final class Speak
      extends PTransform<
          PCollection<KV<String, Iterable<SpeechTask>>>, PCollection<SpeechOutcome>> {
    private static final long serialVersionUID = 1L;

    @Override
    public PCollection<SpeechOutcome> expand(
        PCollection<KV<String, Iterable<SpeechTask>>> batches) {
      return batches.apply(ParDo.of(new SpeakFn()));
    }
  }

  private static final class SpeakFn extends DoFn<KV<String, Iterable<SpeechTask>>, SpeechOutcome> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void processElement(
        @Element KV<String, Iterable<SpeechTask>> batch, OutputReceiver<SpeechOutcome> out) {
      List<SpeechTask> tasks =
          StreamSupport.stream(batch.getValue().spliterator(), false).collect(Collectors.toList());
      BATCHES.add(tasks.stream().map(SpeechTask::request).toList());
      for (SpeechTask task : tasks) {
        int length = task.request().text().length();
        out.output(
            task.request().text().equals("poison")
                ? new SpeechOutcome.Unspoken(
                    task.uses(),
                    Failure.of(FailureCode.SYNTHESIS_FAILED, "speak", task.source(), "no"))
                : new SpeechOutcome.Spoken(
                    task.uses(), new TakeReference(task.address(), 24_000, length), false, 1));
      }
    }
  }

  private static final class KeepFn extends DoFn<KV<String, UtteranceOutcome>, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void processElement(@Element KV<String, UtteranceOutcome> outcome) {
      String what =
          outcome.getValue() instanceof UtteranceOutcome.Spoken spoken
              ? spoken.take().samples() + " "
              : "failed";
      OUTCOMES.add(outcome.getKey() + " " + outcome.getValue().ordinal() + " " + what);
    }
  }
}
