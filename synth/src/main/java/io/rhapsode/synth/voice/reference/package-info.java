/**
 * Whether a recording will do as the reference of a voice: length, level, noise, and signs of a
 * second speaker.
 */
package io.rhapsode.synth.voice.reference;
