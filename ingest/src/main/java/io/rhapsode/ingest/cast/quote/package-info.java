/** Finds what is said in a text by its marks: quotation marks of every form, and dashes. */
package io.rhapsode.ingest.cast.quote;
