/**
 * Sound in memory: clips of 16-bit samples, when their words are said, and the codec that keeps
 * them.
 */
package io.rhapsode.pipeline.audio;
