package io.rhapsode.ingest.document.epub;

import io.rhapsode.ingest.document.UnreadableDocumentException;
import io.rhapsode.ingest.document.container.Container;
import io.rhapsode.ingest.document.container.Xml;
import io.rhapsode.ingest.document.html.markup.Markup;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/** Which files of a container are encrypted (OCF section 4.2.6.3.2); obfuscated fonts are not. */
final class Encryption {
  private static final Set<String> FONT_OBFUSCATION =
      Set.of("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC");

  private Encryption() {}

  static Set<String> encryptedFiles(Container container) throws UnreadableDocumentException {
    Optional<byte[]> list = container.read("META-INF/encryption.xml");
    Set<String> files = new LinkedHashSet<>();
    if (list.isEmpty()) {
      return files;
    }
    for (Element data : Xml.all(Markup.xml(list.get()), "encrypteddata")) {
      String algorithm =
          Xml.child(data, "encryptionmethod").map(method -> method.attr("Algorithm")).orElse("");
      if (!FONT_OBFUSCATION.contains(algorithm.strip())) {
        Xml.first(data, "cipherreference")
            .flatMap(reference -> container.resolve("", reference.attr("URI")))
            .ifPresent(files::add);
      }
    }
    return files;
  }
}
