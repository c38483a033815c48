package io.rhapsode.synth.frame;

/**
 * What a step made of one sequence.
 *
 * @param frame the next frame in the model's own form; not copied, nobody changes it
 * @param endScore how surely the speech has ended; above a bound that the settings give it has. A
 *     model that decides by itself gives 1 and 0
 */
public record FrameStep(float[] frame, float endScore) {}
