/**
 * The only package that touches FFmpeg (JavaCPP presets, LGPL build). Every class that allocates
 * native memory owns it and frees it in {@code close}; nothing of FFmpeg is visible outside mux.
 */
package io.rhapsode.mux.ffmpeg;
