/** Meters of loudness, peaks and noise, and what they say of a finished file. */
package io.rhapsode.mux.measure;
