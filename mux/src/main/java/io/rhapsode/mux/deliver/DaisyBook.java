package io.rhapsode.mux.deliver;

import io.rhapsode.mux.folder.BookFolder;
import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.profile.CoverRule;
import io.rhapsode.mux.profile.DeliveryProfile;
import io.rhapsode.mux.profile.FileLayout;
import io.rhapsode.mux.profile.FileLayout.Division;
import io.rhapsode.mux.profile.Limits;
import io.rhapsode.mux.profile.LoudnessPreset;
import io.rhapsode.mux.profile.Silence;
import io.rhapsode.mux.publish.TalkingBook;
import io.rhapsode.mux.timeline.AudioPart;
import io.rhapsode.pipeline.timeline.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * A talking book of DAISY 2.02 in a folder of its own: {@code daisy/ncc.html} and what it names.
 */
record DaisyBook() implements Deliverable {
  private static final String FOLDER = "daisy/";

  /** Its audio: MP3, which every player of such books plays, one file a chapter. */
  private static final DeliveryProfile AUDIO =
      new DeliveryProfile(
          "daisy",
          "the audio of talking books",
          AudioFormat.MP3,
          44_100,
          1,
          64,
          new FileLayout(Division.CHAPTERS, 0, 0),
          LoudnessPreset.AUDIOBOOK.target(),
          Silence.of(500, 1_000),
          Limits.NONE,
          List.of(),
          CoverRule.USUAL,
          false);

  @Override
  public Delivered write(Assembly assembly, BookFolder folder) throws IOException {
    PartEncoder encoder =
        new PartEncoder(assembly, AUDIO, assembly.mastering(AUDIO), Optional.empty());
    List<TalkingBook.Section> sections = new ArrayList<>();
    List<Path> audio = new ArrayList<>();
    try (PartThreads threads = new PartThreads()) {
      List<Future<?>> underWay = new ArrayList<>();
      for (AudioPart part : assembly.parts(AUDIO)) {
        String name = "%04d.mp3".formatted(part.track().number());
        Path file = folder.begin(FOLDER + name);
        audio.add(file);
        sections.add(new TalkingBook.Section(part.track().title(), name, phrases(part)));
        underWay.add(threads.start(() -> encoder.encode(part, file)));
      }
      for (Future<?> work : underWay) {
        PartThreads.await(work);
      }
    }
    long bytes = 0;
    for (Path file : audio) {
      bytes += Files.size(file);
    }
    TalkingBook book = new TalkingBook(assembly.tags(), assembly.plan().bookId(), sections);
    for (Map.Entry<String, String> file : book.files(bytes).entrySet()) {
      folder.write(FOLDER + file.getKey(), file.getValue());
    }
    return Delivered.NOTHING_TO_SAY;
  }

  /** A phrase an utterance, with the pause after it; the first also has the silence before it. */
  private static List<TalkingBook.Phrase> phrases(AudioPart part) {
    List<Long> starts = new ArrayList<>();
    for (Segment segment : part.segments()) {
      if (segment instanceof Segment.Speech) {
        starts.add(part.timeline().millisAt(segment.startSample() - part.originSample()));
      }
    }
    long end = part.timeline().millisAt(part.samples());
    List<TalkingBook.Phrase> phrases = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      phrases.add(
          new TalkingBook.Phrase(
              i == 0 ? 0 : starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : end));
    }
    return phrases.isEmpty() ? List.of(new TalkingBook.Phrase(0, end)) : phrases;
  }
}
