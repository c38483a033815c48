/** What casting knows of a language: verbs of saying, pronouns, titles, names; and its tokens. */
package io.rhapsode.ingest.cast.language;
