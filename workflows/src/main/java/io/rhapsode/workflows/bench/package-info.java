/** Measures what the stages do on this machine. */
package io.rhapsode.workflows.bench;
