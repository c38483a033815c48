package io.rhapsode.mux.page;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/**
 * One HTML file that needs no other, written from its beginning to its end and never held in
 * memory. On narrow screens the rows of a table stand one below the other, each cell behind the
 * name of its column. Used by one thread.
 */
public final class HtmlPage implements AutoCloseable {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%1$s</title>
      <style>
      :root { color-scheme: light dark; }
      body { font: 15px/1.45 system-ui, sans-serif; margin: 1.5em auto; padding: 0 1em; max-width: 82em; }
      h1 { font-size: 1.5em; overflow-wrap: anywhere; }
      table { border-collapse: collapse; width: 100%%; }
      th, td { padding: .35em .6em; border-bottom: 1px solid #8885; text-align: left; vertical-align: top; overflow-wrap: break-word; }
      td:first-child { overflow-wrap: anywhere; }
      th { font-weight: 600; }
      td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
      tr.overrun, tr.failed { background: #e0402022; }
      tr.changed, tr.partial { background: #e0a02022; }
      dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(9em, 1fr)); gap: .6em; }
      dt { font-size: .85em; opacity: .7; } dd { margin: 0; font-size: 1.25em; }
      details { margin: .3em 0; } summary { cursor: pointer; } details ul { padding-left: 1.2em; margin: .3em 0; }
      audio { height: 2em; width: 14em; max-width: 100%%; }
      @media (max-width: 45em) {
        thead { display: none; }
        table, tbody, tr, td { display: block; }
        tr { border: 1px solid #8885; border-radius: .5em; margin: .7em 0; padding: .3em 0; }
        td, td.n { border: 0; text-align: left; padding: .15em .8em; white-space: normal; }
        td[data-name]:not([data-name=""]):not(:empty)::before { content: attr(data-name) " "; opacity: .65; display: inline-block; min-width: 7em; }
      }
      </style></head><body>
      <h1>%1$s</h1>
      """;

  private final Writer out;

  /**
   * Begins a page.
   *
   * @param out is closed with the page
   */
  public HtmlPage(Writer out, String title) throws IOException {
    this.out = requireNonNull(out, "out is null");
    out.write(HEAD.formatted(escaped(title)));
  }

  /** Adds HTML. */
  public HtmlPage html(String html) throws IOException {
    out.write(html);
    return this;
  }

  /**
   * A cell of a table.
   *
   * @param column its name, for narrow screens
   * @param html what is in it
   */
  public HtmlPage cell(String column, String html) throws IOException {
    return html("<td data-name=\"%s\">%s</td>".formatted(escaped(column), html));
  }

  /** A cell with a number. */
  public HtmlPage figure(String column, String number) throws IOException {
    return html(
        "<td class=\"n\" data-name=\"%s\">%s</td>".formatted(escaped(column), escaped(number)));
  }

  /** Text as HTML. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A number as everybody writes it, whatever the language of the machine. */
  public static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  @Override
  public void close() throws IOException {
    out.write("</body></html>\n");
    out.close();
  }
}
