/** The lines of a dubbed track: their takes, their places, the captions that go with them. */
package io.rhapsode.mux.dub.line;
