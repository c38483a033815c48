/** Encoders and decoders of FFmpeg: samples to packets and back. */
package io.rhapsode.mux.ffmpeg.codec;
