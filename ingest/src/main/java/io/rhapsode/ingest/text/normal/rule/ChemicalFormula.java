package io.rhapsode.ingest.text.normal.rule;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Formulas of chemistry that hold figures, such as "H2O", "C6H12O6" and "Ca(OH)2". */
public final class ChemicalFormula {
  private static final String ELEMENT =
      "(?:A[cglmrstu]|B[aehikr]?|C[adeflmnorsu]?|D[bsy]|E[rsu]|F[elmr]?|G[ade]|H[efgos]?|I[nr]?|K[r]?"
          + "|L[airuv]|M[cdgnot]|N[abdehiop]?|O[gs]?|P[abdmortu]?|R[abefghnu]|S[bcegimnr]?"
          + "|T[abcehilm]|U|V|W|Xe|Yb?|Z[nr])";
  private static final String COUNTED = ELEMENT + "\\d{0,3}";

  /** Finds such a formula of at least two elements; holds no group. */
  public static final String EXPRESSION =
      "(?<![\\p{L}\\p{M}\\p{N}_.@/#$€£-])(?=[\\p{L}()]{1,12}\\d)(?:"
          + COUNTED
          + "|\\((?:"
          + COUNTED
          + "){1,6}\\)\\d{0,3}){2,12}(?![\\p{L}\\p{M}\\p{N}_@/(]|[.,]\\d)";

  private static final Pattern PART = Pattern.compile("\\p{Lu}\\p{Ll}?|\\d+");

  private ChemicalFormula() {}

  /**
   * The symbols of the elements one by one, the figures in words.
   *
   * @param number says a run of digits
   */
  public static String spoken(String formula, UnaryOperator<String> number) {
    StringBuilder spoken = new StringBuilder();
    Matcher parts = PART.matcher(formula);
    while (parts.find()) {
      String part = parts.group();
      spoken
          .append(spoken.isEmpty() ? "" : " ")
          .append(Character.isDigit(part.charAt(0)) ? number.apply(part) : part);
    }
    return spoken.toString();
  }
}
