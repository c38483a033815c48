/** A graph on a runner: in this process, or on a cluster. */
package io.rhapsode.workflows.run.graph;
