package io.rhapsode.ingest.document.html.element;

/** Where text stands that is not on the line. */
public enum Script {
  RAISED,
  LOWERED
}
