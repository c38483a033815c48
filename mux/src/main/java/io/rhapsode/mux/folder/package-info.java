/** The folder of a delivered book. */
package io.rhapsode.mux.folder;
