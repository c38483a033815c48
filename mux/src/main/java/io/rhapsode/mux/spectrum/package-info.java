/** Spectra of audio, frame by frame. */
package io.rhapsode.mux.spectrum;
