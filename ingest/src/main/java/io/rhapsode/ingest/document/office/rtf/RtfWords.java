package io.rhapsode.ingest.document.office.rtf;

import java.util.Map;
import java.util.Set;

/** What control words mean (Rich Text Format Specification 1.9.1). */
final class RtfWords {
  /** Groups whose text is none of the document. */
  static final Set<String> NOT_TEXT =
      Set.of(
          "colortbl",
          "pict",
          "objdata",
          "nonshppict",
          "fldinst",
          "listtable",
          "listoverridetable",
          "generator",
          "themedata",
          "colorschememapping",
          "latentstyles",
          "datastore",
          "xmlnstbl",
          "bkmkstart",
          "bkmkend",
          "annotation",
          "atnid",
          "atnauthor",
          "atntime",
          "atnref",
          "atndate",
          "revtbl",
          "rsidtbl",
          "filetbl",
          "template",
          "private",
          "pnseclvl",
          "xe",
          "tc",
          "txe",
          "rxe",
          "ftnsep",
          "ftnsepc",
          "ftncn",
          "aftnsep",
          "aftnsepc",
          "aftncn",
          "shpinst",
          "sp",
          "pgptbl",
          "mmathPr",
          "wgrffmtfilter",
          "userprops",
          "docvar");

  /** Groups that stand on every page. */
  static final Set<String> FURNITURE =
      Set.of("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf");

  /** Words that stand for text. */
  static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("emdash", "—"),
          Map.entry("endash", "–"),
          Map.entry("lquote", "‘"),
          Map.entry("rquote", "’"),
          Map.entry("ldblquote", "“"),
          Map.entry("rdblquote", "”"),
          Map.entry("bullet", "•"),
          Map.entry("tab", " "),
          Map.entry("emspace", " "),
          Map.entry("enspace", " "),
          Map.entry("qmspace", " "),
          Map.entry("~", "\u00A0"),
          Map.entry("_", "\u2011"),
          Map.entry("\\", "\\"),
          Map.entry("{", "{"),
          Map.entry("}", "}"));

  /** Java's names of the character sets of fonts, by the number of {@code fcharset}. */
  static final Map<Integer, String> CHARSETS =
      Map.ofEntries(
          Map.entry(77, "x-MacRoman"),
          Map.entry(128, "windows-31j"),
          Map.entry(129, "x-windows-949"),
          Map.entry(134, "GBK"),
          Map.entry(136, "Big5"),
          Map.entry(161, "windows-1253"),
          Map.entry(162, "windows-1254"),
          Map.entry(163, "windows-1258"),
          Map.entry(177, "windows-1255"),
          Map.entry(178, "windows-1256"),
          Map.entry(186, "windows-1257"),
          Map.entry(204, "windows-1251"),
          Map.entry(222, "x-windows-874"),
          Map.entry(238, "windows-1250"));

  private RtfWords() {}
}
