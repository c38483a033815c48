/**
 * Strict reading of YAML: every key is asked for by name, and one that nobody asked for is an
 * error.
 */
package io.rhapsode.synth.yaml;
