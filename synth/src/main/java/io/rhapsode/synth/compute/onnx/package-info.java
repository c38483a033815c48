/**
 * ONNX Runtime: graphs that are checked and, where a family needs it, extended before they are
 * opened, and the sessions that run them. Knows nothing of speech.
 */
package io.rhapsode.synth.compute.onnx;
