package io.rhapsode.workflows.review;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.dub.DubPlanner;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.dub.DubbedTrack;
import io.rhapsode.pipeline.dub.PlannedLine;
import io.rhapsode.pipeline.dub.Window;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.record.Place;
import io.rhapsode.pipeline.script.Script;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.text.Utterance;
import io.rhapsode.workflows.dubbing.PlanFile;
import io.rhapsode.workflows.run.DubRunner;
import io.rhapsode.workflows.run.VoiceTable;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A film as it would be dubbed now. */
public final class DubEdition implements Edition {
  /**
   * What all editions of a film share.
   *
   * @param source without review edits; its own lines are those that were passed
   */
  private record Origin(DubSource source, NarrateSettings settings, VoiceTable table) {
    JobVoices voices(DubSource film) throws EditException {
      try {
        return table.named(DubRunner.names(List.of(film)));
      } catch (UsageException e) {
        throw new EditException(e.getMessage());
      }
    }

    DubPlan plan(DubSource film) throws EditException {
      try {
        return new DubPlanner(settings.dub().subtitles(), settings.dub().dialogue(), voices(film))
            .plan(film);
      } catch (FailureException e) {
        throw new EditException(e.failure().message());
      }
    }

    DubSource with(Optional<List<PlannedLine>> lines) {
      return source.withLines(lines);
    }
  }

  private final Origin origin;
  private final JobVoices voices;
  private final List<Part> parts;
  private final List<PlannedLine> lines;

  private DubEdition(Origin origin, Optional<List<PlannedLine>> planned) throws EditException {
    this.origin = origin;
    DubSource film = origin.with(planned);
    this.voices = origin.voices(film);
    DubPlan plan = origin.plan(film);
    this.parts = parts(plan);
    this.lines = PlanFile.lines(plan);
  }

  /**
   * Plans a film.
   *
   * @param source as it was asked for, without review edits
   * @param edits the lines with the edits, if there are any
   * @throws EditException when it cannot be planned
   */
  public static DubEdition of(
      DubSource source,
      Optional<List<PlannedLine>> edits,
      NarrateSettings settings,
      VoiceTable table)
      throws EditException {
    requireNonNull(source, "source is null");
    return new DubEdition(new Origin(source, settings, table), edits.or(source::lines));
  }

  private static List<Part> parts(DubPlan plan) {
    List<Part> parts = new ArrayList<>();
    for (DubbedTrack track : plan.tracks()) {
      List<Utterance> utterances = new ArrayList<>();
      List<Place> places = new ArrayList<>();
      SortedMap<Integer, Integer> attempts = new TreeMap<>();
      for (Window window : track.windows()) {
        Utterance said = plan.utterance(window);
        if (plan.script().attemptOf(said) > 0) {
          attempts.put(utterances.size(), plan.script().attemptOf(said));
        }
        places.add(new Place(parts.size() + 1, window.startMillis(), window.endMillis()));
        utterances.add(said.at(utterances.size()));
      }
      Script script =
          new Script(
              plan.script().id(), plan.script().source(), utterances, new TreeMap<>(), attempts);
      String language = Locale.forLanguageTag(track.language()).getDisplayName(Locale.ENGLISH);
      parts.add(new Part(parts.size() + 1, language, script, places));
    }
    return parts;
  }

  @Override
  public List<Part> parts() {
    return parts;
  }

  @Override
  public JobVoices voices() {
    return voices;
  }

  @Override
  public String file() {
    return PlanFile.of(lines);
  }

  @Override
  public Edit.Say said(int number, int sentence) throws EditException {
    PlannedLine line = lines.get(index(number, sentence));
    return new Edit.Say(line.voice(), line.attempt(), Optional.empty(), Optional.empty());
  }

  @Override
  public Map<String, String> pronunciations(int number, int sentence) {
    return Map.of();
  }

  @Override
  public Edition edited(int number, int sentence, Edit edit) throws EditException {
    List<PlannedLine> edited = new ArrayList<>(lines);
    int index = index(number, sentence);
    if (edit instanceof Edit.Say say) {
      edited.set(index, said(lines.get(index), say));
    } else if (edit instanceof Edit.Split split) {
      split(edited, index, split.at());
    } else if (edit instanceof Edit.Pronounce) {
      throw new EditException("of a film the text is edited: write a word as it is to be said");
    } else {
      joinNext(edited, index);
    }
    return new DubEdition(origin, Optional.of(edited));
  }

  private static PlannedLine said(PlannedLine line, Edit.Say say) throws EditException {
    if (say.pauseMillis().isPresent()) {
      throw new EditException("a line of a film is heard at its time: it has no pause");
    }
    String text = say.text().orElse(line.text());
    if (text.isBlank()) {
      throw new EditException("the text is empty: remove the line from the subtitles instead");
    }
    return new PlannedLine(
        line.language(),
        line.startMillis(),
        line.endMillis(),
        line.speaker(),
        say.voice().or(line::voice),
        say.attempt(),
        text);
  }

  private static void split(List<PlannedLine> lines, int index, int at) throws EditException {
    PlannedLine line = lines.get(index);
    String text = line.text();
    if (at < 1
        || at >= text.length()
        || text.substring(0, at).isBlank()
        || text.substring(at).isBlank()
        || Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at))) {
      throw new EditException("a line is split between two of its words");
    }
    long length = line.endMillis() - line.startMillis();
    long border = line.startMillis() + Math.max(1, length * at / text.length());
    if (border >= line.endMillis()) {
      throw new EditException("the line is too short to be split");
    }
    lines.set(index, with(line, line.startMillis(), border, text.substring(0, at).strip()));
    lines.add(index + 1, with(line, border, line.endMillis(), text.substring(at).strip()));
  }

  private static void joinNext(List<PlannedLine> lines, int index) throws EditException {
    PlannedLine line = lines.get(index);
    boolean last = index + 1 >= lines.size();
    if (last || !lines.get(index + 1).language().equals(line.language())) {
      throw new EditException("it is the last line: there is nothing to join it with");
    }
    PlannedLine next = lines.remove(index + 1);
    if (!next.speaker().equals(line.speaker())) {
      throw new EditException("somebody else says the next line: they cannot be joined");
    }
    lines.set(
        index,
        with(
            line,
            line.startMillis(),
            Math.max(line.endMillis(), next.endMillis()),
            line.text().strip() + " " + next.text().strip()));
  }

  @Override
  public Edition restored(int number, int sentence) throws EditException {
    Place whole = part(number).places().get(index(number, sentence) - index(number, 0));
    List<PlannedLine> first = PlanFile.lines(origin.plan(origin.source()));
    String language = lines.get(index(number, 0)).language();
    Place before;
    do {
      before = whole;
      for (PlannedLine line : first) {
        Place own = new Place(number, line.startMillis(), line.endMillis());
        if (line.language().equals(language) && own.overlaps(whole)) {
          whole = whole.and(own);
        }
      }
    } while (!before.equals(whole));
    List<PlannedLine> restored = new ArrayList<>();
    Place all = whole;
    lines.stream().filter(line -> !isWithin(line, language, all)).forEach(restored::add);
    first.stream().filter(line -> isWithin(line, language, all)).forEach(restored::add);
    return new DubEdition(origin, Optional.of(restored));
  }

  private static boolean isWithin(PlannedLine line, String language, Place place) {
    return line.language().equals(language)
        && new Place(place.part(), line.startMillis(), line.endMillis()).overlaps(place);
  }

  private static PlannedLine with(PlannedLine line, long start, long end, String text) {
    return new PlannedLine(
        line.language(), start, end, line.speaker(), line.voice(), line.attempt(), text);
  }

  /** The place of a sentence among all lines of the plan. */
  private int index(int number, int sentence) throws EditException {
    Part part = part(number);
    if (sentence < 0 || sentence >= part.places().size()) {
      throw new EditException("there is no line %d in it".formatted(sentence));
    }
    int first =
        parts.stream()
            .filter(other -> other.number() < number)
            .mapToInt(other -> other.places().size())
            .sum();
    return first + sentence;
  }
}
