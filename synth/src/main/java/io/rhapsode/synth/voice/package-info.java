/**
 * Voices made from recordings: the check of a reference clip, the profile file, and the folder of
 * profiles.
 */
package io.rhapsode.synth.voice;
