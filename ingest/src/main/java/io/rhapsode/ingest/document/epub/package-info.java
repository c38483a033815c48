/**
 * EPUB 2 and 3. An own reader, because Tika flattens a book to one text and the EPUB libraries read
 * no EPUB 3 navigation.
 */
package io.rhapsode.ingest.document.epub;
