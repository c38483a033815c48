/**
 * What the source of a text says about its reading: the words of SSML, of CSS Speech and of our
 * own.
 */
package io.rhapsode.ingest.document.speech;
