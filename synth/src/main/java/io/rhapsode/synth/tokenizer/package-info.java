/**
 * Text to token ids and back, for the two tokenizer formats that speech models are published with.
 */
package io.rhapsode.synth.tokenizer;
