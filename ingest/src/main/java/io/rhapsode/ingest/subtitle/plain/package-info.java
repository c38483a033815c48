/**
 * Subtitles in lines of text: SubRip, SBV and tables. Read here, since FFmpeg's decoders and Tika
 * lose speakers, identifiers and the line of what is broken.
 */
package io.rhapsode.ingest.subtitle.plain;
