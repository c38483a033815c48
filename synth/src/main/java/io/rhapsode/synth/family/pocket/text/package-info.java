/** Text as Pocket TTS wants it: prepared, and cut into chunks. */
package io.rhapsode.synth.family.pocket.text;
