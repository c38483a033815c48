/**
 * Weights and states on disk: the safetensors format, read without trust and written byte for byte
 * the same.
 *
 * <p>Format: the safetensors specification, https://huggingface.co/docs/safetensors: eight bytes of
 * little-endian header length, a JSON header, then the tensors without gaps.
 */
package io.rhapsode.synth.checkpoint;
