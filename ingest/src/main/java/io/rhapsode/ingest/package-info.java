/** Reads documents and turns them into utterances. Depends on pipeline; never on synth or mux. */
package io.rhapsode.ingest;
