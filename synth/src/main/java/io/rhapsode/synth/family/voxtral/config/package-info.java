/** What a checkpoint of Voxtral TTS says of itself, and the tensors it must hold. */
package io.rhapsode.synth.family.voxtral.config;
