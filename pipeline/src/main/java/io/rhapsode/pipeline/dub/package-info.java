/** Timed text of a film in one language or many: what is dubbed, by whom and when. */
package io.rhapsode.pipeline.dub;
