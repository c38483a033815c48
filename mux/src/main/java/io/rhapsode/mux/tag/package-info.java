/** What the tags of a file say, independent of the container. */
package io.rhapsode.mux.tag;
