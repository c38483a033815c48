/** Brings speech to its delivered loudness without moving a sample. */
package io.rhapsode.mux.master;
