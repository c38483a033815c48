/**
 * The markup of a document as text: its tokens with their places, and edits that leave all else as
 * it is.
 */
package io.rhapsode.mux.overlay.markup;
