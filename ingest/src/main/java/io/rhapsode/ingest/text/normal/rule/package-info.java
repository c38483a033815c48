/** Rewriting of text that remembers where each word came from. */
package io.rhapsode.ingest.text.normal.rule;
