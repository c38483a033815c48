/** Word files, by the parts of their package. */
package io.rhapsode.ingest.document.office.word;
