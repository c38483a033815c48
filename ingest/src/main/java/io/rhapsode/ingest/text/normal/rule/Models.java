package io.rhapsode.ingest.text.normal.rule;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells the number of a model, "Boeing 747-400", from a range and a score. */
public final class Models {
  /** Makers and words behind which figures with a hyphen are a name. */
  private static final Set<String> NAMES =
      Set.of(
          ("Boeing Airbus Douglas Embraer Bombardier Tupolev Iljuschin Ilyushin Antonow Antonov"
               + " Cessna Lockheed Fokker Convair Learjet Sikorsky Concorde Intel Pentium Nokia"
               + " Canon Nikon Model Modell Modelo Modello Modèle Type Typ Tipo Mark Serie Série")
              .split(" "));

  /** Falls, and ends round, as no score does. */
  private static final Pattern ROUND = Pattern.compile("[1-9]\\d{2}-[1-9]00");

  private Models() {}

  /**
   * @param before the word right before the figures, if any
   * @param figures two numbers with a hyphen between them
   */
  public static boolean isModel(List<String> before, String figures) {
    boolean name = !before.isEmpty() && Character.isUpperCase(before.get(0).charAt(0));
    return name
        && figures.indexOf('-') > 0
        && (NAMES.contains(before.get(0))
            || ROUND.matcher(figures).matches() && figures.charAt(0) > figures.charAt(4));
  }
}
