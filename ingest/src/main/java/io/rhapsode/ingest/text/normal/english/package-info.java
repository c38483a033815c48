/** English as it is spoken. */
package io.rhapsode.ingest.text.normal.english;
