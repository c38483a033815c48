package io.rhapsode.ingest.document.html;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.BlockKind;
import io.rhapsode.ingest.document.ExcludedSpan;
import io.rhapsode.ingest.document.speech.PausePoint;
import io.rhapsode.pipeline.text.Span;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A block and the links into the same publication that its text is part of. */
record DraftBlock(Block block, List<Link> links) {
  /** Linked text and the address it leads to, as written. */
  record Link(Span characters, String target) {}

  DraftBlock {
    links = List.copyOf(links);
  }

  static DraftBlock of(Block block, List<Link> links) {
    return new DraftBlock(block, links);
  }

  /** Whether all of it is links, but for page numbers, leaders and punctuation. */
  boolean onlyLinks() {
    if (links.isEmpty() || block.kind() == BlockKind.HEADING) {
      return false;
    }
    StringBuilder rest = new StringBuilder(block.text());
    links.forEach(
        link -> {
          for (int index = link.characters().start(); index < link.characters().end(); index++) {
            rest.setCharAt(index, ' ');
          }
        });
    return rest.chars().noneMatch(Character::isLetter);
  }

  Set<String> targets() {
    return links.stream().map(Link::target).collect(Collectors.toSet());
  }

  DraftBlock labelled(String label) {
    return new DraftBlock(block.labelled(label), links);
  }

  /** The same with a silence behind it, in milliseconds. */
  DraftBlock pausing(int millis, boolean exact) {
    PausePoint pause = new PausePoint(block.text().length(), millis, exact);
    return new DraftBlock(block.spoken(block.speech().with(pause)), links);
  }

  /** The same text, excluded as a whole. */
  DraftBlock excluded(Exclusion exclusion) {
    if (block.text().isEmpty()) {
      return this;
    }
    ExcludedSpan all =
        new ExcludedSpan(
            new Span(0, block.text().length()), exclusion.reason(), exclusion.detail());
    return new DraftBlock(block.excluding(all), links);
  }
}
