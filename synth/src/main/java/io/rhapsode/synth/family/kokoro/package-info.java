/**
 * Kokoro-82M (StyleTTS 2): preset voices on one ONNX graph, 24 kHz, no cloning. Text goes through
 * espeak-ng's phonemes into Kokoro's own alphabet ({@code alphabet.json}: the vocabulary of the
 * published {@code config.json}, and the replacements of misaki's espeak front end).
 *
 * <p>Japanese and Mandarin voices are not offered: they were trained on readings that espeak-ng
 * does not give.
 *
 * <p>An 8-bit graph sounds a little different from one version of ONNX Runtime to the next, since
 * durations are rounded to whole frames; the version is part of every take's address.
 */
package io.rhapsode.synth.family.kokoro;
