/** One entrance to the readers of all formats: tells the format and picks its reader. */
package io.rhapsode.ingest.document.reader;
