/**
 * An inaudible mark of 32 bits in the audio itself, which tells synthetic speech after the tags are
 * gone. Spread spectrum on a grid of cells, 64 ms long and 150 Hz high: a keyed pattern raises or
 * lowers the energy of each cell by a fraction of a decibel, in pairs, so that it sums to nothing.
 * The change of a cell is masked by the cell itself. The detector needs the key alone.
 */
package io.rhapsode.mux.watermark;
