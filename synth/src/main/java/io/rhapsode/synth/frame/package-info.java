/**
 * What a family must give whose models make speech frame by frame: a voice and a chunk of text
 * start a sequence, every step makes one frame of each sequence, a codec decodes frames. Everything
 * else, from the queue to the engine, is general: {@link io.rhapsode.synth.generate}.
 *
 * <p>A frame is a stretch of sound of fixed length in the model's own form: a latent, or a number
 * for each codebook.
 */
package io.rhapsode.synth.frame;
