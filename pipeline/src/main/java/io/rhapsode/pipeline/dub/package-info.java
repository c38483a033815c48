/** Timed text of a film in one language: what is dubbed. */
package io.rhapsode.pipeline.dub;
