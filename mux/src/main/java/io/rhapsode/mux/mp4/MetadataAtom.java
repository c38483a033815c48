package io.rhapsode.mux.mp4;

import io.rhapsode.mux.tag.BookTags;
import io.rhapsode.mux.tag.Cover;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The iTunes "meta/ilst" atom: well-known tags, freeform tags and the cover. */
final class MetadataAtom {
  private static final String FREEFORM_DOMAIN = "com.apple.iTunes";

  /** The media kind "Audiobook" of "stik". */
  private static final int AUDIOBOOK = 2;

  private static final int TYPE_UTF8 = 1;
  private static final int TYPE_JPEG = 13;
  private static final int TYPE_PNG = 14;
  private static final int TYPE_INTEGER = 21;

  /** Longest "desc" that old players take, in bytes; "ldes" has all of it. */
  private static final int SHORT_DESCRIPTION_BYTES = 255;

  private final AtomBuffer ilst;

  private MetadataAtom(AtomBuffer ilst) {
    this.ilst = ilst;
  }

  static void write(AtomBuffer udta, BookTags tags, Optional<Cover> cover) {
    udta.fullAtom(
        "meta",
        0,
        0,
        meta -> {
          meta.fullAtom("hdlr", 0, 0, hdlr -> hdlr.u32(0).type("mdir").type("appl").zeros(8).u8(0));
          meta.atom("ilst", ilst -> new MetadataAtom(ilst).items(tags, cover));
        });
  }

  private void items(BookTags tags, Optional<Cover> cover) {
    text("©nam", tags.title());
    text("©ART", tags.author());
    text("aART", tags.author());
    text("©alb", tags.title());
    text("©wrt", tags.narrator());
    text("©gen", tags.genre());
    text("©day", tags.date());
    text("©cmt", tags.comment());
    text("desc", shortened(tags.description()));
    text("ldes", tags.description());
    text("cprt", tags.rights());
    text("©grp", tags.seriesAndPart());
    text("tvsh", tags.series());
    text("tven", tags.seriesPart());
    text("soal", tags.sortTitle());
    text("sonm", tags.sortTitle());
    text("©too", tags.encodedBy());
    item("stik", TYPE_INTEGER, new byte[] {AUDIOBOOK});
    tags.extras().forEach(this::freeform);
    cover.ifPresent(image -> item("covr", image.isPng() ? TYPE_PNG : TYPE_JPEG, image.bytes()));
  }

  private void text(String type, String value) {
    if (!value.isEmpty()) {
      item(type, TYPE_UTF8, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void item(String type, int dataType, byte[] value) {
    ilst.atom(type, item -> data(item, dataType, value));
  }

  private void freeform(String name, String value) {
    ilst.atom(
        "----",
        item -> {
          item.fullAtom("mean", 0, 0, mean -> mean.utf8(FREEFORM_DOMAIN));
          item.fullAtom("name", 0, 0, label -> label.utf8(name));
          data(item, TYPE_UTF8, value.getBytes(StandardCharsets.UTF_8));
        });
  }

  private static void data(AtomBuffer item, int dataType, byte[] value) {
    item.fullAtom("data", 0, dataType, data -> data.u32(0).raw(value));
  }

  private static String shortened(String text) {
    return new String(ChapterTitles.cut(text, SHORT_DESCRIPTION_BYTES), StandardCharsets.UTF_8);
  }
}
