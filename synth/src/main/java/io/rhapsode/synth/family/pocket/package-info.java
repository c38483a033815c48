/**
 * The Pocket TTS family (Kyutai, https://github.com/kyutai-labs/pocket-tts): its configuration,
 * text rules and steps.
 *
 * <p>One frame of 80 ms, from the top: the general queue ({@link
 * io.rhapsode.synth.generate.Scheduler}) holds the chunks in flight and asks {@link
 * io.rhapsode.synth.family.pocket.model.PocketModel#step} for the next frame of each. That is one
 * native call with the latents before and the noise: {@code step} in {@code pocket.py}, which runs
 * {@code Backbone.step} in {@code backbone.py}: the latents become rows of the transformer ({@code
 * transformer.py}, {@code attention.py}), its output the condition of the flow head ({@code
 * flow.py}), which turns the noise into the next latents, and of the end-of-speech logit. Then
 * {@link io.rhapsode.synth.family.pocket.model.PocketDecoding} sends the latents through {@code
 * Decoder} in {@code codec.py}, which gives 1,920 samples a frame.
 *
 * <p>Everything is done as in release 4.0 of the reference, with the weights of earlier releases
 * too, as there. {@code PocketText} prepares and cuts text exactly so but for two rules of ours: a
 * chunk longer than four times the wanted length is cut between words, and marks left alone (the
 * closing quote after a long sentence) go to the chunk before. Tokenizers are DJL's extensions,
 * release 0.32 with either DJL line; decoding of SentencePiece is done in Java, since the extension
 * cuts text at NUL and at characters beyond U+FFFF.
 *
 * <p>Latents are within 3 % (int8) and 0.5 % (bfloat16) of those of float32, in root mean square,
 * as {@code PocketPrecisionTest} measures on a small checkpoint with random weights.
 */
package io.rhapsode.synth.family.pocket;
