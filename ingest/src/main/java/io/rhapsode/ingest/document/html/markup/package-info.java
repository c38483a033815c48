/** Bytes of HTML, XHTML and XML as a tree, whatever their encoding and entities. */
package io.rhapsode.ingest.document.html.markup;
