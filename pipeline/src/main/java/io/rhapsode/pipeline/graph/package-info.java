/**
 * The narration of documents as one Beam graph. Its functions are shells: the logic is in plain
 * classes.
 */
package io.rhapsode.pipeline.graph;
