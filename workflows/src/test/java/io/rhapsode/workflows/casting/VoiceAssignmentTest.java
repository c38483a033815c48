package io.rhapsode.workflows.casting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.pipeline.cast.CastMember;
import io.rhapsode.pipeline.cast.Sex;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.registry.CharacterVoice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VoiceAssignmentTest {
  private static final List<CharacterVoice> CANDIDATES =
      List.of(
          voice("f1", Sex.FEMALE),
          voice("m1", Sex.MALE),
          voice("f2", Sex.FEMALE),
          voice("m2", Sex.MALE));

  @Test
  void everybodyGetsAVoiceOfHisSexAndHisOwnWhileThereAreEnough() {
    Map<String, CastMember> cast = new LinkedHashMap<>();
    cast.put("Ann", member(Optional.of(Sex.FEMALE)));
    cast.put("Ben", member(Optional.of(Sex.MALE)));
    cast.put("I", member(Optional.empty()));
    cast.put("Cleo", member(Optional.of(Sex.FEMALE)));
    cast.put("Echo", member(Optional.empty()));
    cast.put("Dora", member(Optional.of(Sex.FEMALE)));
    assertEquals(
        "{Ann=f1, Ben=m1, I=, Cleo=f2, Echo=m2, Dora=f1}",
        voices(new VoiceAssignment(CANDIDATES).assign(cast, Map.of())));
  }

  @Test
  void voicesOfTheSheetAndOfTheSeriesStay() {
    Map<String, CastMember> cast = new LinkedHashMap<>();
    cast.put("Ann", member(Optional.of(Sex.FEMALE)));
    cast.put("Ben", CastMember.of("f2"));
    cast.put("Cleo", member(Optional.of(Sex.FEMALE)));
    CastMember nan =
        new CastMember(Optional.of("m2"), Optional.empty(), List.of("Ann"), 0, List.of());
    Map<String, CastMember> series = Map.of("Nan", nan);
    Map<String, CastMember> assigned = new VoiceAssignment(CANDIDATES).assign(cast, series);
    assertEquals("{Ann=m2, Ben=f2, Cleo=f1}", voices(assigned));
    assertEquals("{Nan=m2, Ben=f2, Cleo=f1}", voices(SeriesFile.joined(series, assigned)));
  }

  private static String voices(Map<String, CastMember> cast) {
    Map<String, String> voices = new LinkedHashMap<>();
    cast.forEach((name, member) -> voices.put(name, member.voice().orElse("")));
    return voices.toString();
  }

  private static CastMember member(Optional<Sex> sex) {
    return new CastMember(Optional.empty(), sex, List.of(), 1, List.of());
  }

  private static CharacterVoice voice(String name, Sex sex) {
    return new CharacterVoice(
        new Voice(name, "test", "1", "0", "en", List.of("en"), Map.of(), 100), Optional.of(sex));
  }
}
