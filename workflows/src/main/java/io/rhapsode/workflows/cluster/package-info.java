/**
 * Flink clusters that are already there: how they are reached and asked, how a graph gets onto one,
 * and what their machines need. Knows nothing of books.
 */
package io.rhapsode.workflows.cluster;
