/** Who is in a book: mentions of persons in the narration, and which of them are the same. */
package io.rhapsode.ingest.cast.person;
