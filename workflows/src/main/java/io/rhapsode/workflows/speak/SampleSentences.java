package io.rhapsode.workflows.speak;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Sentences of each language, to hear a voice with: the fox and the grapes. */
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

  /** How it goes on: she cannot reach them. */
  private static final Map<String, String> CONTINUATIONS =
      Map.ofEntries(
          Map.entry(
              "ca",
              "Va saltar una vegada i una altra, però no hi va arribar. Al final se'n va anar"
                  + " dient: aquests raïms són verds."),
          Map.entry(
              "cs",
              "Skákala znovu a znovu, ale nemohla na ně dosáhnout. Nakonec odešla se slovy: ty"
                  + " hrozny jsou stejně kyselé."),
          Map.entry(
              "da",
              "Den sprang igen og igen, men kunne ikke nå dem. Til sidst gik den sin vej og sagde:"
                  + " de druer er sure alligevel."),
          Map.entry(
              "de",
              "Er sprang wieder und wieder, aber er konnte sie nicht erreichen. Schließlich ging er"
                  + " fort und sagte: Diese Trauben sind ja doch sauer."),
          Map.entry(
              "en",
              "She jumped again and again, but she could not reach them. At last she went away and"
                  + " said: those grapes are sour anyway."),
          Map.entry(
              "es",
              "Saltó una y otra vez, pero no pudo alcanzarlas. Al fin se marchó diciendo: esas uvas"
                  + " están verdes."),
          Map.entry(
              "fi",
              "Se hyppäsi yhä uudelleen, mutta ei ylettynyt niihin. Lopulta se lähti pois ja sanoi:"
                  + " nuo rypäleet ovat kuitenkin happamia."),
          Map.entry(
              "fr",
              "Il sauta encore et encore, mais il ne put les atteindre. Enfin il s'en alla en"
                  + " disant : ces raisins sont trop verts."),
          Map.entry(
              "hi",
              "वह बार-बार उछली, पर उन तक पहुँच न सकी। आख़िर वह यह कहकर चली गई कि ये अंगूर तो खट्टे"
                  + " हैं।"),
          Map.entry(
              "hu",
              "Újra meg újra felugrott, de nem érte el. Végül elment, és azt mondta: úgyis savanyú"
                  + " az a szőlő."),
          Map.entry(
              "it",
              "Saltò più e più volte, ma non riuscì a raggiungerla. Alla fine se ne andò dicendo:"
                  + " quell'uva è ancora acerba."),
          Map.entry(
              "nb",
              "Den hoppet igjen og igjen, men kunne ikke nå dem. Til slutt gikk den sin vei og sa:"
                  + " de druene er sure likevel."),
          Map.entry(
              "nl",
              "Hij sprong steeds weer, maar kon er niet bij. Ten slotte liep hij weg en zei: die"
                  + " druiven zijn toch zuur."),
          Map.entry(
              "pl",
              "Skakał raz po raz, lecz nie mógł ich dosięgnąć. W końcu odszedł, mówiąc: te"
                  + " winogrona i tak są kwaśne."),
          Map.entry(
              "pt",
              "Ela saltou muitas e muitas vezes, mas não conseguiu alcançá-las. Por fim foi embora,"
                  + " dizendo: essas uvas estão verdes."),
          Map.entry(
              "ro",
              "A sărit iar și iar, dar nu a putut ajunge la ei. În cele din urmă a plecat, spunând:"
                  + " strugurii aceia sunt oricum acri."),
          Map.entry(
              "ru",
              "Она прыгала снова и снова, но не могла до него достать. Наконец она ушла, сказав:"
                  + " этот виноград всё равно кислый."),
          Map.entry(
              "sv",
              "Den hoppade om och om igen men kunde inte nå dem. Till slut gick den sin väg och"
                  + " sade: de där druvorna är ändå sura."),
          Map.entry(
              "tr",
              "Tekrar tekrar zıpladı ama onlara yetişemedi. Sonunda bu üzümler zaten ekşi diyerek"
                  + " gitti."),
          Map.entry(
              "uk",
              "Вона стрибала знову і знову, але не могла до нього дістатися. Нарешті вона пішла,"
                  + " сказавши: цей виноград усе одно кислий."));

  private SampleSentences() {}

  /**
   * A sentence of a language.
   *
   * @param tag BCP 47
   */
  public static Optional<String> of(String tag) {
    return Optional.ofNullable(BY_LANGUAGE.get(Locale.forLanguageTag(tag).getLanguage()));
  }

  /**
   * Three sentences of a language, about ten seconds of speech: enough to tell who speaks.
   *
   * @param tag BCP 47
   */
  public static Optional<String> passage(String tag) {
    String language = Locale.forLanguageTag(tag).getLanguage();
    return of(tag).map(first -> first + " " + CONTINUATIONS.get(language));
  }
}
