/**
 * The EPUB that was narrated, with its narration: media overlays of EPUB 3 (W3C, "EPUB Media
 * Overlays 3.3"). Files of the publication are edited as text, so that what is not touched stays as
 * its author wrote it: no parser gives a document back as it was.
 */
package io.rhapsode.mux.overlay;
