/**
 * MP4 files for audiobooks (ISO/IEC 14496-12 and -14, QuickTime File Format). Own code, because no
 * library at hand writes chapters of both kinds together with iTunes freeform tags, and because
 * FFmpeg's muxer keeps 64 bytes in memory for every access unit where 4 are needed.
 */
package io.rhapsode.mux.mp4;
