/**
 * The Pocket TTS family (Kyutai, https://github.com/kyutai-labs/pocket-tts): its configuration,
 * text rules and steps.
 *
 * <p>One frame of 80 ms, from the top: {@link io.rhapsode.synth.family.pocket.ChunkBatch} holds the
 * chunks in flight and asks {@link io.rhapsode.synth.family.pocket.PocketModel#step} for the next
 * frame of each, handing over the latents before and the noise. That is one native call: {@code
 * step} in {@code pocket.py}, which runs {@code Backbone.step} in {@code backbone.py}: the latents
 * become rows of the transformer ({@code transformer.py}, {@code attention.py}), its output the
 * condition of the flow head ({@code flow.py}), which turns the noise into the next latents, and of
 * the end-of-speech logit. {@link io.rhapsode.synth.family.pocket.ChunkGeneration} decides by the
 * logit whether the chunk is over. Then {@link io.rhapsode.synth.family.pocket.PocketDecoding}
 * sends the latents through {@code Decoder} in {@code codec.py}, which gives 1,920 samples a frame.
 */
package io.rhapsode.synth.family.pocket;
