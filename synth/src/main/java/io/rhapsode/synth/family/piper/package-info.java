/**
 * Piper voices (VITS): a graph {@code NAME.onnx} and its settings {@code NAME.onnx.json} each, as
 * published. Phonemes are espeak-ng's, by the alphabet in the settings; the noise that the graph
 * would draw is drawn here, from the seed of the utterance.
 */
package io.rhapsode.synth.family.piper;
