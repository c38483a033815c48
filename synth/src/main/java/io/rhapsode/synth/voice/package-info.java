/**
 * Voices made from recordings: the profile, its file, and the folder of profiles. The check of a
 * reference clip is in {@code reference}, what models derive from it in {@code conditioning}.
 */
package io.rhapsode.synth.voice;
