/** Covers made to fit what shops ask for: square, large enough, small enough, and RGB. */
package io.rhapsode.mux.cover;
