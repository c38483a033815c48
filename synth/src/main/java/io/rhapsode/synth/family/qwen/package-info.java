/**
 * The Qwen3-TTS family (Alibaba, arXiv 2601.15621): for each frame of 80 ms a language model gives
 * the first of 16 codes and a small transformer the others, one after the other; a causal codec
 * makes sound of them.
 *
 * <p>One frame, from the top: the general queue ({@link io.rhapsode.synth.generate.Scheduler})
 * holds the chunks in flight and asks {@link io.rhapsode.synth.family.qwen.model.QwenModel#step}
 * for the next frame of each. That is one native call with nothing but the noise: {@code
 * Talker.step} in {@code talker.py} reads the codes made before, which stayed on the device, and
 * {@code Predictor} in {@code predictor.py} makes the others; the codes are the only thing that
 * comes back. {@link io.rhapsode.synth.family.qwen.model.QwenDecoding} sends them through {@code
 * Decoder} in {@code decoder.py}.
 *
 * <p>Models of the kind "base" make voices of recordings: with a transcript the speech goes on from
 * the recording, without one it only has the speaker's vector. Those of the kind "custom voice"
 * know some speakers, and those of the kind "voice design" speak as a description says.
 */
package io.rhapsode.synth.family.qwen;
