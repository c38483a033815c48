/** The files of each container: audio with chapters, tags and cover in them. */
package io.rhapsode.mux.format;
