package io.rhapsode.mux.publish;

import java.util.Optional;

/**
 * An audio file as an episode.
 *
 * @param number from 1
 * @param address of the audio
 * @param bytes size of the audio
 * @param mediaType of the audio
 * @param chapters address of its chapters in JSON
 * @param transcript address of its captions in WebVTT
 * @param id that stays the same when the book is made again
 */
public record Episode(
    String title,
    int number,
    String address,
    long bytes,
    String mediaType,
    double seconds,
    String chapters,
    Optional<String> transcript,
    String id) {}
