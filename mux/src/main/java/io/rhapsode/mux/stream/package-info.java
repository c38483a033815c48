/** How audio flows from the take store to the encoder: block by block, never a whole book. */
package io.rhapsode.mux.stream;
