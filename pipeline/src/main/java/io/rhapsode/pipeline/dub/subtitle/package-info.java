/** Cues of timed text as their file gives them. */
package io.rhapsode.pipeline.dub.subtitle;
