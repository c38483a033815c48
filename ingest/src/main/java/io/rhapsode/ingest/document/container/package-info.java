/** Zip archives that hold a document, and the addresses inside them. */
package io.rhapsode.ingest.document.container;
