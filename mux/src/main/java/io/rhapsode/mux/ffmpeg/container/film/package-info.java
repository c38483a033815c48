/** Films: what is in one, and a new one with other sound and captions around the same pictures. */
package io.rhapsode.mux.ffmpeg.container.film;
