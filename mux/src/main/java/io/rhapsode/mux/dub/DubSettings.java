package io.rhapsode.mux.dub;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.rhapsode.mux.dub.mix.DialogueGoal;
import io.rhapsode.mux.watermark.Watermarking;
import io.rhapsode.pipeline.dub.timing.TimingLimits;
import java.io.Serializable;
import java.util.List;

/**
 * What is made of films, and how.
 *
 * @param outputFolder local folder below which each film gets its own
 * @param limits what may be done to lines so that they fit
 * @param sceneCutMillis where the picture changes, in milliseconds
 * @param bed what is heard behind the dialogue: {@code original} is the film's own sound, {@code
 *     separated} the same without its dialogue, {@code none} is silence, all else is the path of
 *     music and effects
 * @param separateWith the program that takes the dialogue out, and its arguments; empty for the
 *     built-in way
 * @param separateMinutes how long that program may take
 * @param goal how loud the dialogue is made
 * @param keepSound whether the film's own sound stays, as further tracks
 * @param embedCaptions whether the new subtitles are put into the film as well
 * @param stems whether dialogue, bed and mix are written as WAV too
 * @param sound what is made where there is no film
 * @param watermarking which voices' speech is marked
 */
public record DubSettings(
    String outputFolder,
    TimingLimits limits,
    List<Long> sceneCutMillis,
    String bed,
    List<String> separateWith,
    int separateMinutes,
    DialogueGoal goal,
    boolean keepSound,
    boolean embedCaptions,
    boolean stems,
    SoundFormat sound,
    @JsonIgnore Watermarking watermarking)
    implements Serializable {
  public static final String ORIGINAL = "original";
  public static final String SEPARATED = "separated";
  public static final String NONE = "none";

  public DubSettings {
    requireNonNull(outputFolder, "outputFolder is null");
    requireNonNull(limits, "limits is null");
    sceneCutMillis = List.copyOf(sceneCutMillis);
    requireNonNull(bed, "bed is null");
    separateWith = List.copyOf(separateWith);
    requireNonNull(goal, "goal is null");
    requireNonNull(sound, "sound is null");
    requireNonNull(watermarking, "watermarking is null");
  }

  /** Whether the bed is a file of music and effects. */
  @JsonIgnore
  public boolean isBedOfItsOwn() {
    return !List.of(ORIGINAL, SEPARATED, NONE).contains(bed);
  }

  /** The same, in which what some voices say is marked. */
  public DubSettings marking(Watermarking marks) {
    return new DubSettings(
        outputFolder,
        limits,
        sceneCutMillis,
        bed,
        separateWith,
        separateMinutes,
        goal,
        keepSound,
        embedCaptions,
        stems,
        sound,
        marks);
  }
}
