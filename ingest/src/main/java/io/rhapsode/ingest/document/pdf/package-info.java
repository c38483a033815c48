/**
 * PDF. An own layout analysis over PDFBox (which Tika brings), because Tika's text has lost the
 * positions and sizes that tell columns, headings, page headers and paragraphs apart.
 */
package io.rhapsode.ingest.document.pdf;
