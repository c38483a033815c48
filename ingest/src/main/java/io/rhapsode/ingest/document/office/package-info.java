/** Documents of other programs and of plain text, each of which becomes one HTML text. */
package io.rhapsode.ingest.document.office;
