/** OpenDocument text. */
package io.rhapsode.ingest.document.office.opendocument;
