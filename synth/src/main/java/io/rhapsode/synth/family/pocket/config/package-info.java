/** Configurations of Pocket TTS, and the tensors that one calls for. */
package io.rhapsode.synth.family.pocket.config;
