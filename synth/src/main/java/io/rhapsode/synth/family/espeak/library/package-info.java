/**
 * The native library espeak-ng as it is: unpacking it, calling it through JNA, and the values that
 * go in and come out.
 */
package io.rhapsode.synth.family.espeak.library;
