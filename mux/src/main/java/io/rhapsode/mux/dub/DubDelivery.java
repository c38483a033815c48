package io.rhapsode.mux.dub;

import io.rhapsode.mux.dub.line.FittedCaptions;
import io.rhapsode.mux.dub.line.StretchedTakes;
import io.rhapsode.mux.dub.line.TrackLines;
import io.rhapsode.mux.dub.mix.Bed;
import io.rhapsode.mux.dub.mix.Dialogue;
import io.rhapsode.mux.dub.mix.StemFiles;
import io.rhapsode.mux.dub.mix.TrackMix;
import io.rhapsode.mux.dub.page.DubPage;
import io.rhapsode.mux.dub.separate.SeparatedBeds;
import io.rhapsode.mux.ffmpeg.codec.EncoderSettings;
import io.rhapsode.mux.ffmpeg.container.film.EncodedSound;
import io.rhapsode.mux.ffmpeg.container.film.FilmFacts;
import io.rhapsode.mux.ffmpeg.container.film.FilmTrack;
import io.rhapsode.mux.ffmpeg.container.film.FilmWriter;
import io.rhapsode.mux.folder.BookFolder;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.watermark.Watermark;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubbedTrack;
import io.rhapsode.pipeline.dub.PacedLines;
import io.rhapsode.pipeline.dub.Window;
import io.rhapsode.pipeline.dub.timing.Placement;
import io.rhapsode.pipeline.graph.OutputNames;
import io.rhapsode.pipeline.report.dub.DubLoudness;
import io.rhapsode.pipeline.report.dub.DubbedLanguage;
import io.rhapsode.pipeline.report.dub.SpeechLevels;
import io.rhapsode.pipeline.script.UtteranceOutcome;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.pipeline.store.TakeReference;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.text.Utterance;
import io.rhapsode.pipeline.timeline.AtCues;
import io.rhapsode.pipeline.timeline.Cue;
import io.rhapsode.pipeline.timeline.Timeline;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;

/** Writes the files of one film. Used once, by one thread. */
final class DubDelivery {
  /** A mark says 32 bits. */
  private static final int PAYLOAD_DIGITS = 8;

  private static final int SAMPLES_PER_MILLI = TrackLines.RATE_HZ / 1_000;

  private final DubSettings settings;
  private final DubPlan plan;
  private final TakeStore takes;
  private final SeparatedBeds separated;
  private final BookFolder folder;
  private final String name;
  private final List<String> warnings = new ArrayList<>();
  private boolean marked;
  private Optional<FilmFacts> film = Optional.empty();
  private DubBeds beds;
  private Path partialFilm;

  /**
   * What was made.
   *
   * @param seconds length of the longest track
   * @param marked whether a track says that it is synthetic
   */
  record Result(
      double seconds, List<DubbedLanguage> languages, boolean marked, List<String> warnings) {}

  /** One language before it is written. */
  private record Track(
      DubbedTrack track, TrackLines lines, List<Placement> placements, long samples) {}

  DubDelivery(
      DubSettings settings,
      DubPlan plan,
      TakeStore takes,
      SeparatedBeds separated,
      BookFolder folder) {
    this.settings = settings;
    this.plan = plan;
    this.takes = takes;
    this.separated = separated;
    this.folder = folder;
    this.name = OutputNames.safe(plan.title());
  }

  Result write(
      List<UtteranceOutcome> outcomes,
      PacedLines paced,
      List<UtteranceOutcome> again,
      DoubleConsumer progress)
      throws IOException {
    openFilm();
    List<FilmTrack> added = new ArrayList<>();
    List<EncodedSound> sounds = new ArrayList<>();
    List<Path> spools = new ArrayList<>();
    List<DubbedLanguage> languages = new ArrayList<>();
    List<Map<Integer, TakeReference>> heard = new ArrayList<>();
    long longest = 0;
    try {
      for (DubbedTrack track : plan.tracks()) {
        Track placed = place(track, TrackLines.natural(plan, track, outcomes).paced(paced, again));
        Path spool = Files.createTempFile(folder.path(), "track", ".partial");
        spools.add(spool);
        Dialogue dialogue = dialogue(placed);
        languages.add(mix(placed, dialogue, spool, added.isEmpty(), sounds, added));
        heard.add(takesByNumber(placed, dialogue));
        longest = Math.max(longest, placed.samples());
        progress.accept((languages.size()) / (plan.tracks().size() + 1.0));
      }
      if (film.isPresent()) {
        writeFilm(added);
      }
      writePage(languages, heard);
      progress.accept(1);
      return new Result(longest / (double) TrackLines.RATE_HZ, languages, marked, warnings);
    } finally {
      for (EncodedSound sound : sounds) {
        sound.close();
      }
      for (Path spool : spools) {
        Files.deleteIfExists(spool);
      }
    }
  }

  private void openFilm() throws IOException {
    if (plan.video().isEmpty()) {
      beds = new DubBeds(settings, plan, Optional.empty(), 0, separated);
      return;
    }
    Path path = Path.of(plan.video().get());
    film = Optional.of(FilmFacts.of(path));
    // Begun before all others, it is the first file of the report.
    partialFilm = folder.begin(name + "." + extension());
    boolean sound = film.get().soundTracks() > 0;
    boolean wanted = List.of(DubSettings.ORIGINAL, DubSettings.SEPARATED).contains(settings.bed());
    if (!sound && wanted) {
      warnings.add("the film has no sound, so there is nothing behind the dialogue");
    }
    Optional<Bed> original = sound ? Optional.of(Bed.of(path)) : Optional.empty();
    beds = new DubBeds(settings, plan, original, DubFitter.samples(film.get()), separated);
  }

  private Track place(DubbedTrack track, TrackLines lines) {
    long end = film.map(DubFitter::samples).orElse(Long.MAX_VALUE);
    List<Placement> placements =
        lines.placed(settings.limits(), settings.sceneCutMillis(), end, line -> false);
    long last = placements.stream().mapToLong(Placement::endSample).max().orElse(0);
    long cues =
        track.windows().stream().mapToLong(Window::endMillis).max().orElse(0) * SAMPLES_PER_MILLI;
    if (film.isPresent() && last > end) {
      warnings.add(
          "%s: the last line ends %.2f s after the film, so this track is longer"
              .formatted(track.language(), (last - end) / (double) TrackLines.RATE_HZ));
    }
    if (film.isPresent() && cues > end) {
      warnings.add(
          "%s: the subtitles end %.2f s after the film"
              .formatted(track.language(), (cues - end) / (double) TrackLines.RATE_HZ));
    }
    long samples = Math.max(last, film.isPresent() ? end : cues);
    return new Track(track, lines, placements, Math.max(1, samples));
  }

  /** What is heard of each line, by its number in the report. */
  private static Map<Integer, TakeReference> takesByNumber(Track track, Dialogue dialogue) {
    Map<Integer, TakeReference> byOrdinal = new HashMap<>();
    dialogue.speech().forEach(line -> byOrdinal.put(line.ordinal(), line.take()));
    Map<Integer, TakeReference> byNumber = new HashMap<>();
    for (TrackLines.Line line : track.lines().lines()) {
      byNumber.put(byNumber.size() + 1, byOrdinal.get(line.window().ordinal()));
    }
    return byNumber;
  }

  private void writePage(List<DubbedLanguage> languages, List<Map<Integer, TakeReference>> heard)
      throws IOException {
    try (DubPage page = new DubPage(folder.begin("report.html"), plan.title(), takes)) {
      for (int i = 0; i < languages.size(); i++) {
        page.add(languages.get(i), heard.get(i));
      }
    }
  }

  private DubbedLanguage mix(
      Track track,
      Dialogue dialogue,
      Path spool,
      boolean preferred,
      List<EncodedSound> sounds,
      List<FilmTrack> added)
      throws IOException {
    Bed bed = behind();
    SpeechLevels original = beds.film(track.track(), track.samples());
    TrackMix mix =
        new TrackMix(dialogue, bed, track.samples(), settings.goal(), original, beds.below());
    String language = track.track().language();
    String extension = settings.sound().name().toLowerCase(Locale.ROOT);
    // Begun before its stems, it is the first file of the report.
    Optional<Path> file =
        film.isPresent()
            ? Optional.empty()
            : Optional.of(folder.begin(name + "." + language + "." + extension));
    EncodedSound sound = new EncodedSound(encoder(bed.layout()), spool);
    sounds.add(sound);
    DubLoudness loudness;
    if (settings.stems()) {
      try (StemFiles stems = new StemFiles(folder, name, language, bed.layout())) {
        loudness = mix.mix(stems.with(sound), Optional.of(stems.parts()));
        stems.finish();
      }
    } else {
      loudness = mix.mix(sound, Optional.empty());
    }
    sound.finish();
    String title = Locale.forLanguageTag(language).getDisplayLanguage(Locale.ENGLISH);
    FilmTrack heard = new FilmTrack(language, title, new FilmTrack.Sound(sound), preferred);
    List<FilmTrack.Caption> captions = FittedCaptions.of(track.lines(), track.placements(), takes);
    if (file.isPresent()) {
      write(settings.sound().muxer, file.get(), List.of(heard));
    } else {
      added.add(heard);
      embed(language, title, captions, added);
    }
    folder.write(name + "." + language + ".srt", FittedCaptions.srt(captions));
    folder.write(name + "." + language + ".vtt", FittedCaptions.vtt(captions));
    return DubReports.language(language, loudness, track.lines(), track.placements());
  }

  private void embed(
      String language, String title, List<FilmTrack.Caption> captions, List<FilmTrack> added) {
    if (settings.embedCaptions()) {
      added.add(new FilmTrack(language, title, new FilmTrack.Captions(captions), false));
    }
  }

  /** The dialogue at its places; takes that are too long for theirs are made shorter. */
  private Dialogue dialogue(Track track) throws IOException {
    StretchedTakes stretched = new StretchedTakes(takes);
    Map<Integer, TrackLines.Line> lines = new HashMap<>();
    track.lines().lines().forEach(line -> lines.put(line.window().ordinal(), line));
    List<Cue> cues = new ArrayList<>();
    List<UtteranceOutcome.Spoken> spoken = new ArrayList<>();
    Map<Integer, Double> gains = new HashMap<>();
    for (Placement place : track.placements()) {
      TrackLines.Line line = lines.get(place.ordinal());
      cues.add(new Cue(place.ordinal(), line.window().speaker(), place.startSample()));
      spoken.add(
          new UtteranceOutcome.Spoken(
              place.ordinal(), stretched.of(line.take(), place.samples()), false, 0));
      gains.put(place.ordinal(), line.window().gainDecibels());
    }
    Timeline timeline =
        AtCues.lay(cues, spoken, TrackLines.RATE_HZ, track.samples(), track.track().language());
    return new Dialogue(timeline, gains, takes, watermark(track));
  }

  /** It says which text is spoken, so that the same track is the same sound everywhere. */
  private Optional<Watermark> watermark(Track track) {
    List<Utterance> utterances =
        track.lines().lines().stream().map(TrackLines.Line::utterance).toList();
    if (!settings.watermarking().marks(utterances.stream().map(Utterance::voice).toList())) {
      return Optional.empty();
    }
    marked = true;
    String text = utterances.stream().map(Utterance::text).collect(Collectors.joining("\n"));
    String hash = Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    return Optional.of(
        new Watermark(
            settings.watermarking().key(), HexFormat.fromHexDigits(hash, 0, PAYLOAD_DIGITS)));
  }

  private Bed behind() throws IOException {
    Bed bed = beds.behind();
    boolean mixedDown =
        film.isEmpty()
            && settings.sound() == SoundFormat.MP3
            && bed.layout() == ChannelLayout.SURROUND_5_1;
    return mixedDown ? bed.as(ChannelLayout.STEREO) : bed;
  }

  private EncoderSettings encoder(ChannelLayout layout) {
    String codec = film.isEmpty() ? settings.sound().codec : filmCodec();
    long perChannel = layout == ChannelLayout.MONO ? 128_000 : 96_000;
    boolean lossless = codec.equals("flac") || codec.startsWith("pcm");
    return new EncoderSettings(
        codec,
        layout,
        TrackLines.RATE_HZ,
        lossless ? 0 : perChannel * Math.min(layout.channels(), 5),
        film.isPresent() || settings.sound() != SoundFormat.MP3,
        false,
        codec.equals("aac") ? Map.of("aac_coder", "fast") : Map.of());
  }

  private String filmCodec() {
    return muxer().equals("matroska") || muxer().equals("webm") ? "libopus" : "aac";
  }

  /** The container of the film: its own where that is one of the three that are made. */
  private String muxer() {
    return switch (extension()) {
      case "mp4", "m4v" -> "mp4";
      case "mov" -> "mov";
      case "webm" -> "webm";
      default -> "matroska";
    };
  }

  private String extension() {
    String path = plan.video().orElse("").toLowerCase(Locale.ROOT);
    String extension = path.substring(path.lastIndexOf('.') + 1);
    boolean movie = film.map(FilmFacts::isMovie).orElse(false);
    boolean matroska = film.map(facts -> facts.container().contains("matroska")).orElse(false);
    return switch (extension) {
      case "mp4", "m4v", "mov" -> movie ? extension : "mkv";
      case "webm" -> matroska ? extension : "mkv";
      default -> movie ? "mp4" : "mkv";
    };
  }

  private void writeFilm(List<FilmTrack> added) throws IOException {
    write(muxer(), partialFilm, added);
  }

  private void write(String muxer, Path partial, List<FilmTrack> added) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                partial,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FilmWriter writer = new FilmWriter(muxer, channel)) {
      warnings.addAll(writer.write(plan.video().map(Path::of), settings.keepSound(), added));
    }
  }
}
