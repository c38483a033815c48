package io.rhapsode.mux.tag;

/** What audio was made by, as IPTC names it (NewsCodes, "digital source type"). */
public enum DigitalSource {
  /** A model that was trained on samples. */
  TRAINED("trainedAlgorithmicMedia"),
  /** An algorithm without training, such as synthesis by formants. */
  ALGORITHMIC("algorithmicMedia");

  private static final String VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/";

  private final String code;

  DigitalSource(String code) {
    this.code = code;
  }

  /** The address that stands for it in metadata. */
  public String address() {
    return VOCABULARY + code;
  }

  /** The same as a packet of XMP (ISO 16684-1), which formats embed as it is. */
  public String xmp() {
    return """
    <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
    <x:xmpmeta xmlns:x="adobe:ns:meta/">
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" Iptc4xmpExt:DigitalSourceType="%s"/>
    </rdf:RDF>
    </x:xmpmeta>
    <?xpacket end="r"?>\
    """
        .formatted(address());
  }
}
