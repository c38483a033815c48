/**
 * Takes made good before they are mastered: steady offsets, clipped peaks, hum and long silences
 * taken out, and the voices of a book brought together in level and spectrum, within bounds.
 */
package io.rhapsode.mux.restore;
