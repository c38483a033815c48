/** Measures neural speech, and watches its memory, with models whose weights are made up. */
package io.rhapsode.synth.bench;
