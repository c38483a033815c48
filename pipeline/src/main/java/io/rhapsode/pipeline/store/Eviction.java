package io.rhapsode.pipeline.store;

/**
 * What an eviction did.
 *
 * @param removedTakes takes that were removed
 * @param removedBytes bytes they had
 * @param keptBytes bytes of the takes that are left
 */
public record Eviction(int removedTakes, long removedBytes, long keptBytes) {}
