/** Sounds of the International Phonetic Alphabet in the alphabets of engines. */
package io.rhapsode.synth.phoneme;
