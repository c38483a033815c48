/** One JSON form of every value, for elements of the graph, blobs and events. */
package io.rhapsode.pipeline.coder;
