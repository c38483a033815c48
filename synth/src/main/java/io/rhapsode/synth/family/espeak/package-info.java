/**
 * The espeak-ng formant engine and phonemiser, on the native library and the voice data of the
 * Maven artefact io.github.givimad:piper-jni. espeak-ng is GPL-3: nothing outside this package and
 * those below it refers to it other than through {@link io.rhapsode.synth.engine.SpeechEngine} and
 * {@link io.rhapsode.synth.engine.Phonemizer}.
 *
 * <p>The library ({@code library}) runs in processes of its own ({@code worker}): {@code
 * WorkerPool} gives each {@code WorkerTask} to a {@code WorkerProcess}, in which {@code
 * EspeakWorker} does it with {@code EspeakLibrary}.
 *
 * <p>Version 1.52 from {@code io.github.givimad:piper-jni} (GPL-3, see {@code NOTICE}), called
 * through JNA. 22,050 Hz, 16 bit, at most 1,000 characters at once, 165 words per minute. Voices
 * are called by their file in the voice data ({@code en-gb}, {@code en-us}, {@code de}, {@code fr},
 * {@code es-419}), optionally with a speaker variant: {@code en-gb+f2}. A voice reads its own
 * language in its own accent, and any other supported language with espeak-ng's voice for it: same
 * variant, same speed.
 *
 * <p><b>Unpacked once</b> into {@code ~/.cache/rhapsode/espeak-ng-<hash>} (system property {@code
 * rhapsode.espeak.cache}, environment variable {@code RHAPSODE_ESPEAK_CACHE}), 19 MB, moved into
 * place as a whole, so that several processes may start at once.
 *
 * <p><b>In processes of its own.</b> Odd input can crash the library: of 900 random symbols it dies
 * mostly in Sinhala, sometimes in Vietnamese, and in no other language of eight such texts each. It
 * is not thread-safe, and it leaks. So it runs in workers: small Java processes (0.2 s to start, 60
 * MB) with nothing but this module and JNA on their class path. There are at most as many as
 * processors, started when callers need them; several threads, and the requests of one batch, are
 * spoken at once. What a worker prints goes to the log (debug). Measured, on a machine with other
 * work: 380 times real time with one worker, 640 times with two.
 *
 * <ul>
 *   <li>A worker that crashes, or is not done after 30 s and 50 ms for each character, is replaced,
 *       and its text is tried once more. If that fails too, this text alone is {@code
 *       SYNTHESIS_FAILED}, with the signal or exit value in the message.
 *   <li>A worker is replaced after 500 texts: the library does not free the dictionary of a second
 *       language when it is closed, which leaves about 0.18 MB behind for each text that mixes
 *       languages (a Latin word in an Arabic sentence).
 *   <li>A worker ends with the process that started it, however that ends, and with the last user
 *       of the engine. Ctrl-C does not reach it.
 *   <li>Tasks and answers are binary, on the worker's standard input and output. An answer begins
 *       with a mark of 8 bytes, since the library may print there; {@code WorkerTask} and {@code
 *       WorkerAnswer} define the rest.
 *   <li>The worker is started with the {@code java} of this process, and finds its classes where
 *       this process loaded them from, which must be files or folders.
 * </ul>
 *
 * <p><b>Deterministic.</b> The same request gives the same samples whatever was spoken before. The
 * library itself does not: the phase of its pitch flutter and the sign of its upper harmonics go on
 * from utterance to utterance, and neither choosing a voice nor {@code espeak_Initialize} resets
 * them. So each utterance gets a library that was just loaded, at 1.5 ms apiece. It relies on the
 * operating system unloading a closed library, as Linux with glibc, macOS and Windows do.
 *
 * <p><b>No markup.</b> SSML and {@code [[phonemes]]} of the text are spoken as they stand; control
 * characters, which the library would obey, become spaces. Prescribed pronunciations are sent in
 * such brackets, in the names that the library itself gives for the sounds of the voice ({@code
 * EspeakAlphabet}); for a sound that the voice does not have the nearest one it has.
 *
 * <p>Over 100, listed by {@code Voice.languages()}. A language is left out when ordinary text in it
 * is not really read. Rule: of the names of months and days (from the JDK's locale data), no word
 * may be spelled by the letter names of another language, and at most a tenth may come out without
 * a vowel. {@code EspeakLanguagesTest} applies it to every language that the JDK knows. Left out:
 *
 * <ul>
 *   <li>Japanese {@code ja}: kanji are read as the English words "Chinese letter"
 *   <li>Hakka {@code hak}: Chinese characters likewise
 *   <li>Mandarin {@code cmn}, {@code zh}; Cantonese {@code yue}: characters are read one by one,
 *       without segmentation into words or choice among readings
 *   <li>Thai {@code th}, Burmese {@code my}, Shan {@code shn}: vowels that are written around a
 *       consonant are dropped
 *   <li>Hebrew {@code he}: unpointed text loses its vowels
 *   <li>Konkani {@code kok}: names of the vowel signs are read instead of the vowels
 *   <li>Sinhala {@code si}: long runs of Latin letters and symbols overrun a buffer in the library
 *       and crash it
 *   <li>Cherokee {@code chr}: the word "letter" is read instead of most letters
 * </ul>
 *
 * <p>Arabic, Persian and Urdu are in: their dictionaries restore the vowels of common words, though
 * not of all. Languages without locale data in the JDK (Latin, Haitian, invented ones and some
 * twenty others) follow regular spelling rules and were not measured.
 */
package io.rhapsode.synth.family.espeak;
