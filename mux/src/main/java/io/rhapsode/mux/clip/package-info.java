/** Short recordings as a whole: the clips of the take store, and samples of voices. */
package io.rhapsode.mux.clip;
