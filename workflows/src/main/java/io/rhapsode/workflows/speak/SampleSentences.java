package io.rhapsode.workflows.speak;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A sentence of each language, to try a voice with: the fox looks at the grapes. */
public final class SampleSentences {
  private static final Map<String, String> BY_LANGUAGE =
      Map.ofEntries(
          Map.entry("ca", "Una guineu afamada va veure uns raïms madurs penjant d'una parra."),
          Map.entry("cs", "Hladová liška uviděla zralé hrozny visící na vysoké révě."),
          Map.entry("da", "En sulten ræv så modne druer hænge højt oppe på en vinranke."),
          Map.entry("de", "Ein hungriger Fuchs sah reife Trauben hoch oben an einem Weinstock."),
          Map.entry("en", "A hungry fox saw ripe grapes hanging high up on a vine."),
          Map.entry("es", "Una zorra hambrienta vio unas uvas maduras en lo alto de una parra."),
          Map.entry("fi", "Nälkäinen kettu näki kypsiä rypäleitä korkealla köynnöksessä."),
          Map.entry("fr", "Un renard affamé vit des raisins mûrs tout en haut d'une treille."),
          Map.entry("hi", "एक भूखी लोमड़ी ने बेल पर ऊँचे लटकते पके अंगूर देखे।"),
          Map.entry("hu", "Egy éhes róka érett szőlőt látott magasan a lugason."),
          Map.entry("it", "Una volpe affamata vide dell'uva matura in alto su una vite."),
          Map.entry("nb", "En sulten rev så modne druer henge høyt oppe på en vinranke."),
          Map.entry("nl", "Een hongerige vos zag rijpe druiven hoog aan een wijnrank hangen."),
          Map.entry("pl", "Głodny lis zobaczył dojrzałe winogrona wiszące wysoko na winorośli."),
          Map.entry("pt", "Uma raposa faminta viu uvas maduras no alto de uma parreira."),
          Map.entry("ro", "O vulpe flămândă a văzut struguri copți sus, pe o viță de vie."),
          Map.entry("ru", "Голодная лиса увидела спелый виноград высоко на лозе."),
          Map.entry("sv", "En hungrig räv såg mogna druvor hänga högt uppe på en vinranka."),
          Map.entry("tr", "Aç bir tilki, asmanın tepesinde olgun üzümler gördü."),
          Map.entry("uk", "Голодна лисиця побачила стиглий виноград високо на лозі."));

  private SampleSentences() {}

  /**
   * A sentence of a language.
   *
   * @param tag BCP 47
   */
  public static Optional<String> of(String tag) {
    return Optional.ofNullable(BY_LANGUAGE.get(Locale.forLanguageTag(tag).getLanguage()));
  }
}
