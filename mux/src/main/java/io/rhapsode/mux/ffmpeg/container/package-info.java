/** Files of FFmpeg: packets to containers and back. */
package io.rhapsode.mux.ffmpeg.container;
