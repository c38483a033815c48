/**
 * A job as it runs: folders and their locks, voices, the graph on a runner, the result. The stages
 * are handed in.
 */
package io.rhapsode.workflows.run;
