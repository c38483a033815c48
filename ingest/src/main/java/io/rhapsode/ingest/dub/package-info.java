/** Subtitles to plans of dubs: what is said at which time, by whom. */
package io.rhapsode.ingest.dub;
