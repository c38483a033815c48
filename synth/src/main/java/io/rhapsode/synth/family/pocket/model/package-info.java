/** The steps of Pocket TTS, and what it keeps of a voice and of a text on the way. */
package io.rhapsode.synth.family.pocket.model;
