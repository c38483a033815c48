/** Captions from the same timeline as the audio: SubRip and WebVTT. */
package io.rhapsode.mux.caption;
