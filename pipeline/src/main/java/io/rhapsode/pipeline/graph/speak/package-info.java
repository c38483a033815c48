/**
 * The part of a graph that speaks: scripts in, one outcome for each utterance out. It knows neither
 * what was read nor what is made of the takes.
 */
package io.rhapsode.pipeline.graph.speak;
