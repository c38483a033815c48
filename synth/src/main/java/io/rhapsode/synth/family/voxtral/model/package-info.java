/**
 * Voxtral TTS in native memory: the checkpoint's files, the operations on them, each one native
 * call, and the state of what is being said.
 */
package io.rhapsode.synth.family.voxtral.model;
