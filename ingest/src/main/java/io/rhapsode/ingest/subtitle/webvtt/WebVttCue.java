package io.rhapsode.ingest.subtitle.webvtt;

/**
 * A cue as the standard reads it.
 *
 * @param line of its times, from 1
 * @param startMillis from 0
 * @param endMillis from 0, possibly before the start
 * @param text with its markup
 * @param touched whether the next cue follows without a blank line
 */
record WebVttCue(
    int line,
    String id,
    long startMillis,
    long endMillis,
    WebVttSettings settings,
    String text,
    boolean touched) {}
