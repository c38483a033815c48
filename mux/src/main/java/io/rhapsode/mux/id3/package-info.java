/**
 * ID3v2.3 tags with chapters (id3.org: "ID3 tag version 2.3.0", "ID3v2 Chapter Frame Addendum").
 * Own code, because FFmpeg's writer overflows a table of contents of more than 255 chapters.
 */
package io.rhapsode.mux.id3;
