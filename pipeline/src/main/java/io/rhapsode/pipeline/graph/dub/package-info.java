/** The dubbing of films as one Beam graph. */
package io.rhapsode.pipeline.graph.dub;
