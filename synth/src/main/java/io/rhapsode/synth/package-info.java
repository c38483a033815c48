/** Turns utterances into speech. Depends on pipeline; never on ingest or mux. */
package io.rhapsode.synth;
