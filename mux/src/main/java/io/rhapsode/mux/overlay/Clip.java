package io.rhapsode.mux.overlay;

/**
 * A fragment with its sound.
 *
 * @param audio number of the audio file, from 1
 * @param startMillis in the audio file
 * @param endMillis where the next clip of the file begins, or the file ends
 */
record Clip(Fragment fragment, int audio, long startMillis, long endMillis) {
  long millis() {
    return endMillis - startMillis;
  }
}
