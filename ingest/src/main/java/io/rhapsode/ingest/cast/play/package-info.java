/** Plays and interviews, which write the name of each speaker before what is said. */
package io.rhapsode.ingest.cast.play;
