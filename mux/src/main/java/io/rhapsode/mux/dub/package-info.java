/** Spoken lines and a film to dubbed tracks: timing, mixing, files, report. */
package io.rhapsode.mux.dub;
