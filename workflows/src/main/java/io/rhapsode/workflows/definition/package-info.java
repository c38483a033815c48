/** What a job is about, before anything runs: its documents and their names. */
package io.rhapsode.workflows.definition;
