/** Assembles, masters and encodes audio. Depends on pipeline; never on ingest or synth. */
package io.rhapsode.mux;
