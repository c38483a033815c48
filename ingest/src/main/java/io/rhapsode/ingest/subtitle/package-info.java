/**
 * What subtitle files have in common: text, times, warnings, and the way from drafts to a track.
 */
package io.rhapsode.ingest.subtitle;
