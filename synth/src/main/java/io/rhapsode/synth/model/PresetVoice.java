package io.rhapsode.synth.model;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * A voice that comes with a model. Texts are empty where nothing is known.
 *
 * @param name what users call it
 * @param language BCP 47 tag of its own language
 * @param sex female or male, as a listener would say
 * @param grade quality as its authors grade it, A the best, such as "B-"
 * @param description anything else that helps to choose
 * @param licence of the voice where it is not the model's: an SPDX identifier or a name
 * @param commercial whether what it speaks may be sold
 * @param preset what the family reads: a number, a name, or that of {@code file}
 * @param file the file of the model that only this voice needs
 */
public record PresetVoice(
    String name,
    String language,
    String sex,
    String grade,
    String description,
    String licence,
    boolean commercial,
    String preset,
    String file) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,95}");

  public PresetVoice {
    requireNonNull(language, "language is null");
    sex = sex == null ? "" : sex;
    grade = grade == null ? "" : grade;
    description = description == null ? "" : description;
    licence = licence == null ? "" : licence;
    file = file == null ? "" : file;
    if (preset == null || preset.isEmpty()) {
      preset = file.isEmpty() ? name : file;
    }
    if (!NAME.matcher(requireNonNull(name, "name is null")).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no voice name: use 1 to 96 letters, digits, '.', '-' and '_'".formatted(name));
    }
  }
}
