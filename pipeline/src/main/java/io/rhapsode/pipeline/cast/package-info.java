/** Who speaks in a book: members of a cast and how they are read. */
package io.rhapsode.pipeline.cast;
