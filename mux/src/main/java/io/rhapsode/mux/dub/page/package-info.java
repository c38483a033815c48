/** What became of each line of a dub, as a page to look at and listen to. */
package io.rhapsode.mux.dub.page;
