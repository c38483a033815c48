/**
 * Whisper as a recogniser: published weights in the format of CTranslate2, on PyTorch, on processor
 * and graphics card.
 */
package io.rhapsode.synth.listen.whisper;
