/** A film's sound without what its people say. */
package io.rhapsode.mux.dub.separate;
