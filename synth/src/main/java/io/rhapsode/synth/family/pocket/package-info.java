/**
 * The Pocket TTS family (Kyutai, https://github.com/kyutai-labs/pocket-tts): its configuration,
 * text rules and steps.
 *
 * <p>One frame of 80 ms, from the top: the general queue ({@link
 * io.rhapsode.synth.generate.Scheduler}) holds the chunks in flight and asks {@link
 * io.rhapsode.synth.family.pocket.PocketModel#step} for the next frame of each. That is one native
 * call with the latents before and the noise: {@code step} in {@code pocket.py}, which runs {@code
 * Backbone.step} in {@code backbone.py}: the latents become rows of the transformer ({@code
 * transformer.py}, {@code attention.py}), its output the condition of the flow head ({@code
 * flow.py}), which turns the noise into the next latents, and of the end-of-speech logit. Then
 * {@link io.rhapsode.synth.family.pocket.PocketDecoding} sends the latents through {@code Decoder}
 * in {@code codec.py}, which gives 1,920 samples a frame.
 *
 * <p>{@code PocketText} prepares and cuts text exactly as release 2.1 of the reference, or as 3.0
 * where the configuration has a key of that release (or {@code text_rules: v3}). Two rules are
 * ours: a chunk longer than four times the wanted length is cut between words, and marks left alone
 * (the closing quote after a long sentence) go to the chunk before. Tokenizers are DJL's
 * extensions, release 0.32 with either DJL line; decoding of SentencePiece is done in Java, since
 * the extension cuts text at NUL and at characters beyond U+FFFF.
 *
 * <p>## Graphics cards
 *
 * <p>The standard build computes on the processor (PyTorch 2.7.1). This one has CUDA 12.4 (PyTorch
 * 2.5.1, Linux on x86_64, a download of 2.5 GB); later commands keep it until the variable says
 * otherwise:
 *
 * <p>RHAPSODE_BUILD_OPTS=-Pcuda ./rhapsode bench synth --quick
 *
 * <p>A newer card needs newer natives than Maven repositories have. Take the standard build and
 * give it LibTorch 2.7.1 for CUDA 12.8 from pytorch.org, unpacked anywhere:
 *
 * <p>export PYTORCH_LIBRARY_PATH=/opt/libtorch/lib PYTORCH_VERSION=2.7.1 PYTORCH_FLAVOR=cu128
 * ./rhapsode speak "Hello." --voice ada --device cuda:0
 *
 * <p>Neither was run on a card yet.
 *
 * <p>## Speed
 *
 * <p>{@code ./rhapsode bench synth} measures neural speech in float32 and int8, in several batches,
 * on weights made up in the published sizes: it needs no model. Measured on two cores of an AMD
 * EPYC without a graphics card:
 *
 * <ul>
 *   <li>Pocket TTS, float32, one text at a time, one thread: 2.5x real time, first audio after 0.11
 *       s
 *   <li>Pocket TTS, int8, one text at a time, one thread: 4.3x real time, first audio after 0.04 s
 *   <li>Pocket TTS, 32 texts at once, one thread: 6.2x (float32), 7.3x (int8) real time
 * </ul>
 */
package io.rhapsode.synth.family.pocket;
