package io.rhapsode.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.coder.JsonCoder;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.script.UtteranceId;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.speech.SpeechOutcome.Spoken;
import io.rhapsode.pipeline.speech.SpeechOutcome.Unspoken;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.Take;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.testing.RawCodec;
import io.rhapsode.synth.registry.SpeechEngines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.GroupIntoBatches;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the direct runner, with the real espeak-ng. */
class SpeakUtterancesTest {
  private static final Voice VOICE = SpeechEngines.standard().voice("en-gb").orElseThrow();

  @TempDir private Path folder;

  @Test
  void everyTaskHasItsOutcomeAndEveryTakeIsStored() throws IOException {
    List<SpeechTask> tasks = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      tasks.add(task("Footprint number " + i + ".", "en", i));
    }
    tasks.add(task("\u4eca\u65e5\u306f", "ja", 12));

    List<String> first =
        List.of(
            "0 spoken",
            "1 spoken",
            "10 spoken",
            "11 spoken",
            "12 " + FailureCode.UNSUPPORTED_LANGUAGE,
            "2 spoken",
            "3 spoken",
            "4 spoken",
            "5 spoken",
            "6 spoken",
            "7 spoken",
            "8 spoken",
            "9 spoken");
    assertOutcomes(first, tasks, 5);
    List<Take> made = takesOf(tasks);

    assertOutcomes(first.stream().map(o -> o.replace("spoken", "reused")).toList(), tasks, 2);
    assertEquals(made, takesOf(tasks));
    assertEquals(12, made.size());
    for (Take take : made) {
      assertEquals(3, take.words().size());
      assertTrue(take.samples() > 22_050 / 2);
      assertEquals(take.samples(), store().clip(take.reference()).length());
    }
  }

  private void assertOutcomes(List<String> expected, List<SpeechTask> tasks, int batchSize) {
    Pipeline pipeline = Pipeline.create();
    PCollection<SpeechOutcome> outcomes =
        pipeline
            .apply(
                Create.of(
                        tasks.stream().map(task -> KV.of(task.request().language(), task)).toList())
                    .withCoder(KvCoder.of(StringUtf8Coder.of(), JsonCoder.of(SpeechTask.class))))
            .apply(GroupIntoBatches.ofSize(batchSize))
            .apply(new SpeakUtterances(store(), JobAddress.here("job")));
    PAssert.that(
            outcomes.apply(
                MapElements.into(TypeDescriptors.strings()).via(SpeakUtterancesTest::describe)))
        .satisfies(
            found -> {
              List<String> sorted = new ArrayList<>();
              found.forEach(sorted::add);
              Collections.sort(sorted);
              assertEquals(expected, sorted);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private static String describe(SpeechOutcome outcome) {
    int ordinal = outcome.uses().get(0).ordinal();
    if (outcome instanceof Unspoken unspoken) {
      return ordinal + " " + unspoken.failure().code();
    }
    return ordinal + (((Spoken) outcome).reused() ? " reused" : " spoken");
  }

  private List<Take> takesOf(List<SpeechTask> tasks) throws IOException {
    List<Take> takes = new ArrayList<>();
    for (SpeechTask task : tasks) {
      store().find(task.address()).ifPresent(takes::add);
    }
    return takes;
  }

  private TakeStore store() {
    return new TakeStore(folder.toString(), new RawCodec());
  }

  private static SpeechTask task(String text, String language, int ordinal) {
    return new SpeechTask(
        SpeechRequest.of(text, language, VOICE, 0),
        "book.epub",
        List.of(new UtteranceId("book", ordinal)));
  }
}
