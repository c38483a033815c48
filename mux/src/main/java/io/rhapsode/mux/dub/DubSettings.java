package io.rhapsode.mux.dub;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.dub.mix.DialogueGoal;
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
 *     none} is silence, all else is the path of music and effects
 * @param goal how loud the dialogue is made
 * @param keepSound whether the film's own sound stays, as further tracks
 * @param embedCaptions whether the new subtitles are put into the film as well
 * @param stems whether dialogue, bed and mix are written as WAV too
 * @param sound what is made where there is no film
 */
public record DubSettings(
    String outputFolder,
    TimingLimits limits,
    List<Long> sceneCutMillis,
    String bed,
    DialogueGoal goal,
    boolean keepSound,
    boolean embedCaptions,
    boolean stems,
    SoundFormat sound)
    implements Serializable {
  public static final String ORIGINAL = "original";
  public static final String NONE = "none";

  public DubSettings {
    requireNonNull(outputFolder, "outputFolder is null");
    requireNonNull(limits, "limits is null");
    sceneCutMillis = List.copyOf(sceneCutMillis);
    requireNonNull(bed, "bed is null");
    requireNonNull(goal, "goal is null");
    requireNonNull(sound, "sound is null");
  }
}
