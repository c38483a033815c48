/** The files of an EPUB publication, and how an EPUB 2 becomes an EPUB 3 by the least change. */
package io.rhapsode.mux.overlay.publication;
