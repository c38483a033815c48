package io.rhapsode.ingest.subtitle.xml;

import io.rhapsode.pipeline.failure.IoProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Writes targets back into XLIFF; everything else stays as it is. */
public final class XliffWriter {
  private XliffWriter() {}

  /**
   * Writes a copy with other targets. A target that says what it said is not touched, so that its
   * inline codes stay; of another one they are lost.
   *
   * @param original XLIFF 1.2 or 2.x
   * @param language BCP 47 tag of the targets, told where the original does not name one
   * @param targets text by the id of its unit; of units of one id, the second is "id#2"
   * @return the ids for which there is no unit
   * @throws IOException when the original cannot be parsed or the copy not be written
   */
  public static Set<String> write(
      Path original, String language, Map<String, String> targets, Path copy) throws IOException {
    Document document = parse(original);
    tellLanguage(document, language);
    Set<String> missing = new TreeSet<>(targets.keySet());
    for (String name : new String[] {"trans-unit", "unit"}) {
      UnitNumbers names = new UnitNumbers();
      NodeList units = document.getElementsByTagNameNS("*", name);
      for (int at = 0; at < units.getLength(); at++) {
        Element unit = (Element) units.item(at);
        String id = names.next(unit.getAttribute("id"));
        String text = targets.get(id);
        if (text != null) {
          missing.remove(id);
          setTarget(document, unit, text);
        }
      }
    }
    try (OutputStream out = Files.newOutputStream(copy)) {
      TransformerFactory factory = TransformerFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.newTransformer().transform(new DOMSource(document), new StreamResult(out));
    } catch (TransformerException e) {
      throw new IOException(copy + " cannot be written: " + e.getMessage(), e);
    }
    return missing;
  }

  private static void tellLanguage(Document document, String language) {
    Element root = document.getDocumentElement();
    if (root.getAttribute("version").startsWith("2")) {
      if (!root.hasAttribute("trgLang")) {
        root.setAttribute("trgLang", language);
      }
      return;
    }
    NodeList files = root.getElementsByTagNameNS("*", "file");
    for (int at = 0; at < files.getLength(); at++) {
      Element file = (Element) files.item(at);
      if (!file.hasAttribute("target-language")) {
        file.setAttribute("target-language", language);
      }
    }
  }

  private static Document parse(Path original) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(original.toFile());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(
          original + " is no XLIFF that can be written back: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException(original + ": " + IoProblem.reason(e), e);
    }
  }

  /** In XLIFF 2 the first segment takes all of the text, and the others become empty. */
  private static void setTarget(Document document, Element unit, String text) {
    StringBuilder before = new StringBuilder();
    NodeList targets = unit.getElementsByTagNameNS("*", "target");
    for (int at = 0; at < targets.getLength(); at++) {
      if (!isAlternative(targets.item(at), unit)) {
        before.append(targets.item(at).getTextContent());
      }
    }
    if (before.toString().strip().equals(text.strip())) {
      return;
    }
    String left = text;
    NodeList sources = unit.getElementsByTagNameNS("*", "source");
    for (int at = 0; at < sources.getLength(); at++) {
      Element source = (Element) sources.item(at);
      if (!isAlternative(source, unit)) {
        target(document, source).setTextContent(left);
        left = "";
      }
    }
  }

  /** A suggestion of a translation memory, not the unit's own text. */
  private static boolean isAlternative(Node node, Element unit) {
    for (Node parent = node.getParentNode(); parent != unit; parent = parent.getParentNode()) {
      String name = parent.getLocalName();
      if ("alt-trans".equals(name) || "matches".equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** The target beside a source, made where there is none. */
  private static Element target(Document document, Element source) {
    Node last = source;
    for (Node next = source.getNextSibling(); next != null; next = next.getNextSibling()) {
      if ("target".equals(next.getLocalName())) {
        return (Element) next;
      }
      last = "seg-source".equals(next.getLocalName()) ? next : last;
    }
    Element target =
        document.createElementNS(
            source.getNamespaceURI(),
            (source.getPrefix() == null ? "" : source.getPrefix() + ":") + "target");
    source.getParentNode().insertBefore(target, last.getNextSibling());
    return target;
  }
}
