/**
 * The engine of any family whose models make speech frame by frame: models are loaded when a voice
 * of theirs first speaks, each with one queue for all who speak with it.
 */
package io.rhapsode.synth.generate.engine;
