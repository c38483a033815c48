/**
 * The Voxtral TTS family (Mistral AI, arXiv 2603.25551): for each frame of 80 ms one semantic code,
 * which the language model gives, and acoustic codes, which a flow-matching head makes of its
 * hidden vector and noise, all at once.
 *
 * <p>One frame, from the top: the general queue ({@link io.rhapsode.synth.generate.Scheduler})
 * holds the chunks in flight and asks {@link
 * io.rhapsode.synth.family.voxtral.model.VoxtralModel#step} for the next frame of each. That is one
 * native call with nothing but the noise: {@code Backbone.step} in {@code backbone.py} reads the
 * codes made before, which stayed on the device, and {@code Acoustic} in {@code acoustic.py} makes
 * the next; the codes are the only thing that comes back. {@link
 * io.rhapsode.synth.family.voxtral.model.VoxtralDecoding} sends them through {@code Decoder} in
 * {@code codec.py}.
 *
 * <p>The published checkpoint lacks the codec's encoder: it speaks with its preset voices only.
 * With weights that have it ({@code encoder.safetensors} beside the checkpoint, or within), voices
 * are made of recordings.
 */
package io.rhapsode.synth.family.voxtral;
