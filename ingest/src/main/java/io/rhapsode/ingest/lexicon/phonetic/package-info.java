/** Alphabets of sounds, and how sounds are spelled for those who read letters only. */
package io.rhapsode.ingest.lexicon.phonetic;
