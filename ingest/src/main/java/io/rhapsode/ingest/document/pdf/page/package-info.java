/** The lines of a page: glyphs, where they stand, raised marks, drop capitals and columns. */
package io.rhapsode.ingest.document.pdf.page;
