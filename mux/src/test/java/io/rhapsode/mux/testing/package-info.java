/** Walkers and fixtures of the tests of mux. */
package io.rhapsode.mux.testing;
