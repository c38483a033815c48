/**
 * The espeak-ng formant engine and phonemiser, on the native library and the voice data of the
 * Maven artefact io.github.givimad:piper-jni. espeak-ng is GPL-3: nothing outside this package
 * refers to it other than through {@link io.rhapsode.synth.engine.SpeechEngine} and {@link
 * io.rhapsode.synth.engine.Phonemizer}.
 *
 * <p>The library runs in processes of its own. {@code WorkerPool} gives each {@code WorkerTask} to
 * a {@code WorkerProcess}, in which {@code EspeakWorker} does it with {@code EspeakLibrary}.
 */
package io.rhapsode.synth.family.espeak;
