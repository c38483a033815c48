/**
 * Listens to takes before a listener does: the sound by itself, the words that are heard, the
 * voice. What listens knows neither engines nor runners; what a fault leads to is decided where
 * takes are made.
 */
package io.rhapsode.synth.listen;
