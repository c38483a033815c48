/**
 * The files that describe a Qwen3-TTS checkpoint: dimensions, ids, rules of sampling, and the
 * tensors that follow from them.
 */
package io.rhapsode.synth.family.qwen.config;
