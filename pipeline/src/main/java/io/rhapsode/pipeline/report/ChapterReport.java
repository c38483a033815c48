package io.rhapsode.pipeline.report;

/**
 * Where a chapter stands in the audio.
 *
 * @param number number of the chapter, from 1
 * @param startSeconds start in the whole book, in seconds
 * @param seconds length in seconds, up to the start of the next
 */
public record ChapterReport(int number, String title, double startSeconds, double seconds) {}
