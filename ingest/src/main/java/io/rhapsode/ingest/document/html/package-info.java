/**
 * Blocks of text out of HTML and XHTML, for EPUB spine items and for every format that becomes
 * HTML.
 */
package io.rhapsode.ingest.document.html;
