/**
 * What was made last of each work, utterance by utterance: for whoever reviews it afterwards. Kept
 * in the work folder, written by the graph.
 */
package io.rhapsode.pipeline.record;
