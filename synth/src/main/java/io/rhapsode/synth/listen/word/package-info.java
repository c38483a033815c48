/**
 * Whether a take says its text: a recogniser writes down what it hears, and both are held against
 * each other sound by sound. What recognises is behind an interface.
 */
package io.rhapsode.synth.listen.word;
