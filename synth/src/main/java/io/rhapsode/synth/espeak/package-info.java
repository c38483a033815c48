/**
 * The espeak-ng formant engine and phonemiser, on the native library and the voice data of the
 * Maven artefact io.github.givimad:piper-jni. espeak-ng is GPL-3: nothing outside this package
 * refers to it other than through {@link io.rhapsode.synth.SpeechEngine} and {@link
 * io.rhapsode.synth.Phonemizer}.
 */
package io.rhapsode.synth.espeak;
