/** Finds who says what is said: by the narrator's words beside it, and by who spoke before. */
package io.rhapsode.ingest.cast.speaker;
