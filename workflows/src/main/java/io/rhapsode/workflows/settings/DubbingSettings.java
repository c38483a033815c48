package io.rhapsode.workflows.settings;

import static io.rhapsode.pipeline.settings.InvalidSettingException.requireRange;
import static io.rhapsode.pipeline.settings.InvalidSettingException.requireText;
import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.settings.DialogueSettings;
import io.rhapsode.ingest.subtitle.SubtitleLimits;
import io.rhapsode.mux.dub.DubSettings;
import io.rhapsode.mux.dub.SoundFormat;
import io.rhapsode.mux.dub.mix.DialogueGoal;
import io.rhapsode.mux.watermark.Watermarking;
import io.rhapsode.pipeline.dub.timing.TimingLimits;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that decides a dub besides film, subtitles, cast and plan; a group of {@link
 * NarrateSettings}.
 *
 * @param dialogue what of subtitles is spoken
 * @param subtitles what a subtitle file may cost
 * @param timing what may be done to lines so that they fit
 * @param bed what is heard behind the dialogue: none, original, separated or a file
 * @param separateWith the program that takes the dialogue out of the film's sound, and its
 *     arguments; empty for the built-in way
 * @param separateMinutes how long that program may take
 * @param loudness how loud the dialogue is made
 * @param keepOriginal whether the film's own sound stays, as further tracks
 * @param embedSubtitles whether the fitted subtitles are put into the film as well
 * @param stems whether dialogue, bed and mix are written as WAV too
 * @param format what is made where there is no film
 */
public record DubbingSettings(
    DialogueSettings dialogue,
    SubtitleLimits subtitles,
    TimingLimits timing,
    String bed,
    List<String> separateWith,
    int separateMinutes,
    DialogueGoal loudness,
    boolean keepOriginal,
    boolean embedSubtitles,
    boolean stems,
    SoundFormat format) {
  static final DubbingSettings DEFAULTS =
      new DubbingSettings(
          DialogueSettings.DEFAULTS,
          SubtitleLimits.DEFAULTS,
          TimingLimits.DEFAULTS,
          DubSettings.NONE,
          List.of(),
          120,
          DialogueGoal.ORIGINAL,
          true,
          false,
          false,
          SoundFormat.WAV);

  public DubbingSettings {
    requireNonNull(dialogue, "dialogue is null");
    requireNonNull(subtitles, "subtitles is null");
    requireNonNull(timing, "timing is null");
    requireText("bed", bed);
    separateWith = List.copyOf(separateWith);
    requireRange("separateMinutes", separateMinutes, 1, 1_440);
    requireNonNull(loudness, "loudness is null");
    requireNonNull(format, "format is null");
  }

  /** What the assembling stage takes. */
  public DubSettings assembly(Path outputFolder, List<Long> sceneCutMillis) {
    return new DubSettings(
        outputFolder.toString(),
        timing,
        sceneCutMillis,
        bed,
        separateWith,
        separateMinutes,
        loudness,
        keepOriginal,
        embedSubtitles,
        stems,
        format,
        Watermarking.none());
  }
}
