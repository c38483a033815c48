package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.OperatingSystemMXBean;
import io.rhapsode.mux.clip.FlacCodec;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.listen.Measures;
import io.rhapsode.pipeline.script.Script;
import io.rhapsode.pipeline.speech.Delivery;
import io.rhapsode.pipeline.speech.SpeechContext;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.Take;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.text.Utterance;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.listen.HeardClip;
import io.rhapsode.synth.listen.ListenSettings;
import io.rhapsode.synth.listen.Listener;
import io.rhapsode.synth.listen.QualityMode;
import io.rhapsode.synth.listen.sound.SignalChecks;
import io.rhapsode.synth.listen.whisper.WhisperRecogniser;
import io.rhapsode.synth.listen.word.Recogniser;
import io.rhapsode.synth.listen.word.WordListener;
import io.rhapsode.synth.registry.Listeners;
import io.rhapsode.synth.registry.SpeechEngines;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What listening finds of faults that are planted in takes of real voices, and how often it finds
 * something wrong with good ones. Takes hours on two cores, so it is run by hand:
 *
 * <pre>
 * -Drhapsode.faults.work=WORK,WORK  work folders of `narrate --qa off` of one document in two voices
 * -Drhapsode.faults.voices=A,B      their voices, installed
 * -Drhapsode.faults.takes=N         takes of each voice
 * -Drhapsode.faults.kinds=013       kinds of faults by their numbers; all by default
 * -Drhapsode.faults.heard=FILE      what was heard so far; goes on from there
 * </pre>
 */
class PlantedFaultsTest {
  private static final Path WHISPER =
      Path.of(System.getenv().getOrDefault("RHAPSODE_TEST_WEIGHTS", ""), "whisper-base");

  private static final Set<String> LITTLE_WORDS =
      Set.of(
          "that", "with", "this", "from", "have", "been", "were", "they", "them", "than", "what",
          "when", "which", "would", "could", "should", "upon", "very", "into", "only", "such",
          "some", "more", "most", "much", "their", "there", "these", "those", "then", "must",
          "will", "shall", "might", "being", "having", "where", "every", "either", "other", "about",
          "before", "after", "though", "without", "myself", "himself", "whom", "whose", "also",
          "your", "does", "over", "just", "like");

  @Test
  void findsWhatIsPlanted() throws Exception {
    String work = System.getProperty("rhapsode.faults.work");
    assumeTrue(work != null, "no -Drhapsode.faults.work=WORK,WORK");
    String[] folders = work.split(",");
    String[] voices = System.getProperty("rhapsode.faults.voices").split(",");
    int count = Integer.getInteger("rhapsode.faults.takes", 4);
    Path heard = Path.of(System.getProperty("rhapsode.faults.heard"));
    List<List<Good>> takes = new ArrayList<>();
    for (int i = 0; i < folders.length; i++) {
      takes.add(takes(folders[i], voices[i], count));
    }
    List<List<Measures>> measures =
        takes.stream()
            .map(
                own ->
                    own.stream()
                        .map(good -> new HeardClip(good.request(), good.clip()))
                        .map(clip -> SignalChecks.check(clip).measures())
                        .toList())
            .toList();
    PlantedFaultTable table = new PlantedFaultTable();
    try (Recogniser whisper = WhisperRecogniser.open("whisper-base", WHISPER, TorchDevice.CPU);
        WordListener listener =
            new WordListener(
                ListenSettings.DEFAULTS.with(QualityMode.ASR),
                new RememberedRecogniser(whisper, heard),
                Listeners.phonemizer(),
                voice -> true)) {
      for (int take = 0; take < count; take++) {
        for (int voice = 0; voice < folders.length; voice++) {
          if (take < takes.get(voice).size()) {
            List<Good> own = takes.get(voice);
            List<Good> others = takes.get((voice + 1) % folders.length);
            table.add(take, planted(own, others, take), measures.get(voice), listener);
          }
        }
        if (take % 10 == 9) {
          table.print();
        }
      }
    }
    table.print();
    table.printMisses();
    assertTrue(table.falseAlarms() <= 0.02, "false alarms: " + table.falseAlarms());
  }

  /**
   * What the voices say wrong themselves: takes of {@code -Drhapsode.faults.said=WORK,WORK}, of
   * documents whose sentences lack a word of the others', or say some of it twice.
   */
  @Test
  void findsWhatIsSaidWrong() throws Exception {
    String said = System.getProperty("rhapsode.faults.said");
    assumeTrue(said != null, "no -Drhapsode.faults.said=WORK,WORK");
    String[] voices = System.getProperty("rhapsode.faults.voices").split(",");
    String[] works = System.getProperty("rhapsode.faults.work").split(",");
    int count = Integer.getInteger("rhapsode.faults.takes", 4);
    PlantedFaultTable table = new PlantedFaultTable();
    try (Recogniser whisper = WhisperRecogniser.open("whisper-base", WHISPER, TorchDevice.CPU);
        WordListener listener =
            new WordListener(
                ListenSettings.DEFAULTS.with(QualityMode.ASR),
                new RememberedRecogniser(
                    whisper, Path.of(System.getProperty("rhapsode.faults.heard"))),
                Listeners.phonemizer(),
                voice -> true)) {
      for (String work : said.split(",")) {
        List<Good> good = takes(works[0], voices[0], Integer.MAX_VALUE);
        List<Measures> measures =
            good.stream()
                .map(own -> new HeardClip(own.request(), own.clip()))
                .map(clip -> SignalChecks.check(clip).measures())
                .toList();
        int place = 0;
        for (Good wrong : takes(work, voices[0], count)) {
          Map<String, HeardClip> clips = new TreeMap<>();
          for (Good own : good) {
            difference(words(own), words(wrong))
                .ifPresent(kind -> clips.put(kind, new HeardClip(own.request(), wrong.clip())));
          }
          table.add(place++, clips, measures, listener);
        }
        table.print();
      }
    }
    table.printMisses();
  }

  private static List<String> words(Good take) {
    return List.of(take.request().text().split("\\s+"));
  }

  /** What is wrong with a text that has one word less than another, or a run of words twice. */
  private static Optional<String> difference(List<String> right, List<String> wrong) {
    int more = wrong.size() - right.size();
    for (int at = 0; at < right.size(); at++) {
      List<String> changed = new ArrayList<>(right);
      if (more == -1) {
        changed.remove(at);
        if (changed.equals(wrong)) {
          return Optional.of("10 content word left out");
        }
      } else if (more > 0 && at + more <= right.size()) {
        changed.addAll(at + more, right.subList(at, at + more));
        if (changed.equals(wrong)) {
          return Optional.of("11 clause said twice");
        }
      }
    }
    return Optional.empty();
  }

  /** How far the times of words that are heard are from those that the engine knows. */
  @Test
  void timesWords() throws Exception {
    String work = System.getProperty("rhapsode.faults.work");
    assumeTrue(work != null, "no -Drhapsode.faults.work=WORK,WORK");
    String[] voices = System.getProperty("rhapsode.faults.voices").split(",");
    int count = Integer.getInteger("rhapsode.faults.takes", 4);
    Path heard = Path.of(System.getProperty("rhapsode.faults.heard"));
    try (Recogniser whisper = WhisperRecogniser.open("whisper-base", WHISPER, TorchDevice.CPU);
        WordListener listener =
            new WordListener(
                ListenSettings.DEFAULTS.with(QualityMode.ASR),
                new RememberedRecogniser(whisper, heard),
                Listeners.phonemizer(),
                voice -> true)) {
      for (int i = 0; i < voices.length; i++) {
        List<Good> takes = takes(work.split(",")[i], voices[i], count);
        List<HeardClip> clips =
            takes.stream().map(good -> new HeardClip(good.request(), good.clip())).toList();
        List<Listener.Opinion> opinions = listener.listen(clips);
        List<Double> errors = new ArrayList<>();
        for (int take = 0; take < takes.size(); take++) {
          Map<Integer, WordTime> known = new HashMap<>();
          takes.get(take).words().forEach(word -> known.put(word.spoken().start(), word));
          for (WordTime word : opinions.get(take).words()) {
            WordTime right = known.get(word.spoken().start());
            if (right != null) {
              int rate = takes.get(take).clip().sampleRateHz();
              errors.add(1_000.0 * Math.abs(word.startSample() - right.startSample()) / rate);
            }
          }
        }
        errors.sort(null);
        System.out.printf(
            Locale.ROOT,
            "word times of %s: %d words, median %.0f ms, p95 %.0f ms%n",
            voices[i],
            errors.size(),
            errors.get(errors.size() / 2),
            errors.get((int) (0.95 * errors.size())));
        assertTrue(errors.get(errors.size() / 2) < 120, "median " + errors.get(errors.size() / 2));
      }
    }
  }

  /** What listening costs, in seconds of processor time for a minute of sound. */
  @Test
  void costs() throws Exception {
    String work = System.getProperty("rhapsode.faults.work");
    assumeTrue(work != null, "no -Drhapsode.faults.work=WORK,WORK");
    int count = Integer.getInteger("rhapsode.faults.takes", 4);
    List<PcmClip> clips =
        takes(work.split(",")[0], System.getProperty("rhapsode.faults.voices").split(",")[0], count)
            .stream()
            .map(Good::clip)
            .toList();
    double minutes =
        clips.stream().mapToDouble(c -> (double) c.length() / c.sampleRateHz()).sum() / 60;
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try (Recogniser whisper = WhisperRecogniser.open("whisper-base", WHISPER, TorchDevice.CPU)) {
      whisper.recognise(clips.subList(0, 1), "en", Recogniser.Care.QUICK);
      for (Recogniser.Care care : Recogniser.Care.values()) {
        for (int batch : new int[] {1, 8}) {
          long start = process.getProcessCpuTime();
          long wall = System.nanoTime();
          for (int first = 0; first < clips.size(); first += batch) {
            whisper.recognise(
                clips.subList(first, Math.min(clips.size(), first + batch)), "en", care);
          }
          System.out.printf(
              Locale.ROOT,
              "%s, %d at once: %.1f s of processor, %.1f s by the clock a minute of sound%n",
              care,
              batch,
              (process.getProcessCpuTime() - start) / 1e9 / minutes,
              (System.nanoTime() - wall) / 1e9 / minutes);
        }
      }
    }
  }

  /** A good take with what it says. */
  private record Good(SpeechRequest request, PcmClip clip, List<WordTime> words) {}

  private static List<Good> takes(String work, String voiceName, int count) throws IOException {
    TakeStore store = new TakeStore(work, new FlacCodec());
    Voice voice = SpeechEngines.standard(NeuralRuntime.STANDARD).voice(voiceName).orElseThrow();
    List<Good> takes = new ArrayList<>();
    for (Utterance utterance : script(Path.of(work)).utterances()) {
      SpeechRequest request =
          SpeechRequest.of(
              utterance.words(),
              utterance.language(),
              voice,
              Delivery.PLAIN,
              SpeechContext.NONE,
              0);
      Take take = store.find(request.address()).orElse(null);
      if (take != null && take.words().size() >= 6 && takes.size() < count) {
        takes.add(new Good(request, store.clip(take.reference()), take.words()));
      }
    }
    System.out.println(takes.size() + " takes of " + voiceName);
    return takes;
  }

  /** Of the plan with most utterances. */
  private static Script script(Path work) throws IOException {
    Script longest = null;
    try (Stream<Path> files = Files.walk(work.resolve("blobs"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (new String(bytes, 0, Math.min(100, bytes.length), StandardCharsets.UTF_8)
            .contains("script")) {
          Script script =
              Json.MAPPER.treeToValue(Json.MAPPER.readTree(bytes).get("script"), Script.class);
          longest =
              longest == null || script.utterances().size() > longest.utterances().size()
                  ? script
                  : longest;
        }
      }
    }
    return longest;
  }

  private static Map<String, HeardClip> planted(List<Good> own, List<Good> others, int place)
      throws IOException {
    Good good = own.get(place);
    Random random = new Random(place);
    Map<String, PcmClip> clips = new TreeMap<>();
    clips.put("0 good", good.clip());
    int word = longWord(good, random);
    clips.put(
        LITTLE_WORDS.contains(word(good, word).toLowerCase(Locale.ROOT))
            ? "1 little word cut out"
            : "1 content word cut out",
        without(good.clip(), begin(good, word), begin(good, word + 1)));
    clips.put("2 three words cut out", run(good, random, false));
    clips.put("3 clause repeated", run(good, random, true));
    clips.put("4 end cut", endCut(good, random));
    clips.put("5 silence of 3 s", silence(good, random));
    clips.put("6 noise at 0 to 10 dB", noise(good, random));
    clips.put("7 another sentence", own.get((place + 1) % own.size()).clip());
    clips.put("8 double speed", doubled(good.clip()));
    if (others != own && place < others.size()) {
      clips.put("9 another voice", others.get(place).clip());
    }
    Map<String, HeardClip> heard = new TreeMap<>();
    String kinds = System.getProperty("rhapsode.faults.kinds", "0123456789");
    clips.forEach(
        (kind, clip) -> {
          if (kinds.indexOf(kind.charAt(0)) >= 0) {
            heard.put(kind, new HeardClip(good.request(), clip));
          }
        });
    return heard;
  }

  private static String word(Good good, int word) {
    return good.request()
        .text()
        .substring(good.words().get(word).spoken().start(), good.words().get(word).spoken().end());
  }

  private static int begin(Good good, int word) {
    return word < good.words().size() ? good.words().get(word).startSample() : good.clip().length();
  }

  /** One of four letters and more. */
  private static int longWord(Good good, Random random) {
    List<Integer> words = new ArrayList<>();
    for (int i = 0; i < good.words().size(); i++) {
      if (word(good, i).length() >= 4) {
        words.add(i);
      }
    }
    return words.get(random.nextInt(words.size()));
  }

  private static PcmClip run(Good good, Random random, boolean again) {
    int words = 3 + random.nextInt(3);
    int first = random.nextInt(Math.max(1, good.words().size() - words));
    int start = begin(good, first);
    int end = begin(good, first + words);
    return again
        ? joined(
            good.clip().slice(0, end),
            good.clip().slice(start, end),
            good.clip().slice(end, good.clip().length()))
        : without(good.clip(), start, end);
  }

  /** In the middle of one of the last two words. */
  private static PcmClip endCut(Good good, Random random) {
    int word = good.words().size() - 1 - random.nextInt(2);
    WordTime time = good.words().get(word);
    return good.clip().slice(0, (time.startSample() + time.endSample()) / 2);
  }

  private static PcmClip silence(Good good, Random random) {
    int at = begin(good, 1 + random.nextInt(good.words().size() - 1));
    return joined(
        good.clip().slice(0, at),
        new PcmClip(good.clip().sampleRateHz(), new float[3 * good.clip().sampleRateHz()]),
        good.clip().slice(at, good.clip().length()));
  }

  private static PcmClip noise(Good good, Random random) {
    float[] samples = good.clip().samples();
    double decibels = 10 * random.nextDouble();
    double level = good.clip().rootMeanSquare() * Math.pow(10, -decibels / 20);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.max(-1, Math.min(1, samples[i] + level * random.nextGaussian()));
    }
    return new PcmClip(good.clip().sampleRateHz(), samples);
  }

  private static PcmClip doubled(PcmClip clip) throws IOException {
    Path raw = Files.createTempFile("take", ".f32");
    ByteBuffer bytes =
        ByteBuffer.allocate(clip.length() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(clip.samples());
    Files.write(raw, bytes.array());
    String rate = String.valueOf(clip.sampleRateHz());
    Process ffmpeg =
        new ProcessBuilder(
                "ffmpeg",
                "-v",
                "error",
                "-nostdin",
                "-f",
                "f32le",
                "-ar",
                rate,
                "-ac",
                "1",
                "-i",
                raw.toString(),
                "-af",
                "atempo=2",
                "-f",
                "f32le",
                "-")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    ByteBuffer out =
        ByteBuffer.wrap(ffmpeg.getInputStream().readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    float[] samples = new float[out.remaining() / Float.BYTES];
    out.asFloatBuffer().get(samples);
    Files.delete(raw);
    return new PcmClip(clip.sampleRateHz(), samples);
  }

  private static PcmClip without(PcmClip clip, int start, int end) {
    return joined(clip.slice(0, start), clip.slice(end, clip.length()));
  }

  private static PcmClip joined(PcmClip... clips) {
    float[] samples = new float[Arrays.stream(clips).mapToInt(PcmClip::length).sum()];
    int at = 0;
    for (PcmClip clip : clips) {
      System.arraycopy(clip.samples(), 0, samples, at, clip.length());
      at += clip.length();
    }
    return new PcmClip(clips[0].sampleRateHz(), samples);
  }
}
