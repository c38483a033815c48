package io.rhapsode.ingest.document.html;

/** Where text stands that is not on the line. */
enum Script {
  RAISED,
  LOWERED
}
