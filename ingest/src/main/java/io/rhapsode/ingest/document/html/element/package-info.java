/**
 * What the elements of an HTML page are: their roles, styles, labels and notes, and which are
 * unseen.
 */
package io.rhapsode.ingest.document.html.element;
