/** Sums by which weights and files are known again. */
package io.rhapsode.synth.checkpoint.fingerprint;
