/** Dialogue and bed to the sound of a dubbed track: levels, ducking, stems. */
package io.rhapsode.mux.dub.mix;
