/**
 * This package and those below it are the only ones that touch FFmpeg (JavaCPP presets, LGPL
 * build). Every class that allocates native memory owns it and frees it in {@code close}; nothing
 * of FFmpeg is visible outside mux.
 */
package io.rhapsode.mux.ffmpeg;
