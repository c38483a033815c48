/** What documents say about themselves, in one form. */
package io.rhapsode.ingest.document.facts;
