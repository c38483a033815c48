/** Saying a text at once: its pieces, the sound as a WAV stream, how quick it was. */
package io.rhapsode.workflows.speak;
