/**
 * A chunk of text as speech: generated frame by frame, judged, and joined with its neighbours to an
 * utterance.
 */
package io.rhapsode.synth.generate.chunk;
