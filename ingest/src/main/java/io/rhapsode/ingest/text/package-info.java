/** Cuts paragraphs into what a voice says at once, and finds what it says. */
package io.rhapsode.ingest.text;
