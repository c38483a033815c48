/** Files of sound: packets to containers and back. */
package io.rhapsode.mux.ffmpeg.container;
