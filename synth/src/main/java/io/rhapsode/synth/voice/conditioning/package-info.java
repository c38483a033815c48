/**
 * What a model needs to sound like somebody, derived from a recording and kept beside it until the
 * model changes.
 */
package io.rhapsode.synth.voice.conditioning;
