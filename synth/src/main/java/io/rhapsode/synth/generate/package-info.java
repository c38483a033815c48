/**
 * Speech from any {@link io.rhapsode.synth.frame.FrameModel}: one queue for each loaded model, in
 * which batches and streams share steps.
 *
 * <p>A step makes one frame of every sequence that takes part. {@link
 * io.rhapsode.synth.generate.Scheduler} decides who does: whoever is streamed first, then as many
 * chunks of batches as there are slots. What a step made is decoded by another worker while the
 * next step runs.
 */
package io.rhapsode.synth.generate;
