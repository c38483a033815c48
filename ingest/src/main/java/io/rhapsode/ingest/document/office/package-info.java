/** Word processor files, Markdown, plain text and HTML: everything that becomes one HTML text. */
package io.rhapsode.ingest.document.office;
