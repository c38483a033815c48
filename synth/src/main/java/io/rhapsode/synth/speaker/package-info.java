/**
 * How alike two voices are: recordings become directions in a space in which one speaker's lie
 * close together.
 *
 * <p>What such a model hears is the speaker of clips of some seconds; of shorter ones it says
 * little, so several are averaged.
 */
package io.rhapsode.synth.speaker;
