package io.rhapsode.ingest.document.office;

import io.rhapsode.ingest.document.facts.DocumentFacts;
import io.rhapsode.ingest.document.html.markup.Markup;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.front.matter.YamlFrontMatterExtension;
import org.commonmark.ext.front.matter.YamlFrontMatterVisitor;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * Markdown (CommonMark 0.31 with tables, footnotes, deletions, task lists, definition lists and
 * front matter) as HTML. Not by Tika, which reads Markdown as plain text.
 */
final class Markdown {
  private static final List<Extension> EXTENSIONS =
      List.of(
          TablesExtension.create(),
          FootnotesExtension.create(),
          StrikethroughExtension.create(),
          TaskListItemsExtension.create(),
          YamlFrontMatterExtension.create());

  private static final Pattern ATTRIBUTES = Pattern.compile("(?<!\\s)\\s*+\\{[#.:-][^{}]*\\}\\s*$");

  /** Longer addresses lead nowhere inside a document, in characters. */
  private static final int LONGEST_ADDRESS = 2000;

  private Markdown() {}

  /**
   * @param facts takes what the front matter says
   */
  static Document html(String markdown, DocumentFacts facts) {
    Node tree =
        Parser.builder()
            .extensions(EXTENSIONS)
            .customInlineContentParserFactory(new ShortMarkup('<', '>'))
            .customInlineContentParserFactory(new ShortMarkup('`', '`'))
            .build()
            .parse(markdown);
    tree.accept(new ShortAddresses());
    YamlFrontMatterVisitor frontMatter = new YamlFrontMatterVisitor();
    tree.accept(frontMatter);
    frontMatter
        .getData()
        .forEach((name, values) -> values.forEach(value -> tell(facts, name, value)));
    Document document =
        Markup.html(HtmlRenderer.builder().extensions(EXTENSIONS).build().render(tree));
    document.select("sup.footnote-ref").attr("epub:type", "noteref");
    document.select("section.footnotes").attr("epub:type", "endnotes");
    MarkdownDefinitions.apply(document);
    MarkdownFormulas.apply(document);
    document.select("h1, h2, h3, h4, h5, h6").forEach(Markdown::dropAttributes);
    return document;
  }

  /**
   * Drops addresses and titles that no reader hears: one reference may be long and be used often.
   */
  private static final class ShortAddresses extends AbstractVisitor {
    @Override
    public void visit(Link link) {
      link.setTitle(null);
      link.setDestination(shortened(link.getDestination()));
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      image.setTitle(null);
      image.setDestination(shortened(image.getDestination()));
      visitChildren(image);
    }

    private static String shortened(String address) {
      return address == null || address.length() > LONGEST_ADDRESS ? "" : address;
    }
  }

  /** Takes a fact, or each of a list such as "[Ada, Bea]". */
  private static void tell(DocumentFacts facts, String name, String value) {
    boolean list = value.startsWith("[") && value.endsWith("]");
    String[] values =
        list ? value.substring(1, value.length() - 1).split(",") : new String[] {value};
    for (String each : values) {
      facts.named(name, unquoted(each.strip()));
    }
  }

  /** "# Title {#id .class}" names the heading for links and styles; that is no text. */
  private static void dropAttributes(Element heading) {
    if (heading.lastChild() instanceof TextNode last) {
      last.text(ATTRIBUTES.matcher(last.getWholeText()).replaceFirst(""));
    }
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.matches("(?s)\".*\"|'.*'");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
