/**
 * Holds a whole recording against a whole book: which sentences are missing, repeated, different or
 * out of their order. Whoever made the recording and however it is cut into files makes no
 * difference.
 */
package io.rhapsode.synth.listen.book;
