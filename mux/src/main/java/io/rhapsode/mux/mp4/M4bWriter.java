package io.rhapsode.mux.mp4;

import io.rhapsode.mux.ffmpeg.codec.AacEncoder;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import io.rhapsode.mux.tag.BookTags;
import io.rhapsode.mux.tag.ChapterTime;
import io.rhapsode.mux.tag.Cover;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Makes an M4B: AAC-LC, chapters of both kinds, tags, cover, and the "moov" atom before the audio.
 * Access units are collected in a file beside the destination, because the atom before them lists
 * their sizes. The same input gives the same bytes. Used by one thread at a time.
 */
public final class M4bWriter implements ChannelSink, AutoCloseable {
  private static final String XMP_ATOM = "be7acfcb97a942e89c71999491e3afac";

  private static final int MDAT_HEADER_BYTES = 16;

  private final Path destination;
  private final Path mediaFile;
  private final ChannelLayout layout;
  private final int sampleRateHz;
  private final int bitRateKbps;
  private final SizeList accessUnits = new SizeList();
  private final OutputStream media;
  private final AacEncoder encoder;
  private long samples;

  /**
   * @param destination the file to make; replaced if it is there
   */
  public M4bWriter(Path destination, ChannelLayout layout, int sampleRateHz, int bitRateKbps)
      throws IOException {
    this.destination = destination;
    this.mediaFile = destination.resolveSibling(destination.getFileName() + ".media");
    this.layout = layout;
    this.sampleRateHz = sampleRateHz;
    this.bitRateKbps = bitRateKbps;
    this.media = new BufferedOutputStream(Files.newOutputStream(mediaFile), 1 << 16);
    try {
      this.encoder = new AacEncoder(layout, sampleRateHz, bitRateKbps, this::collect);
    } catch (IOException | RuntimeException e) {
      media.close();
      Files.deleteIfExists(mediaFile);
      throw e;
    }
  }

  @Override
  public void accept(float[][] channels, int start, int end) throws IOException {
    encoder.accept(channels, start, end);
    samples += end - start;
  }

  /**
   * Encodes what is left and makes the file.
   *
   * @param chapters contiguous from 0; at least one
   */
  public void finish(List<ChapterTime> chapters, BookTags tags, Optional<Cover> cover)
      throws IOException {
    encoder.finish();
    media.close();
    AudioTrack audio =
        new AudioTrack(
            layout.channels(),
            sampleRateHz,
            bitRateKbps * 1_000,
            tags.languageCode(),
            encoder.audioSpecificConfig(),
            encoder.primingSamples(),
            samples,
            accessUnits);
    byte[] text = ChapterText.samples(chapters);
    MovieAtom movie = new MovieAtom(audio, chapters, tags, cover);
    byte[] fileType = fileType();
    byte[] xmp = xmp(tags);
    long textOffset = fileType.length + movie.write(0, 0).length + xmp.length + MDAT_HEADER_BYTES;
    byte[] head = movie.write(textOffset, textOffset + text.length);
    try (FileChannel out =
        FileChannel.open(
            destination,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      write(out, fileType);
      write(out, head);
      write(out, xmp);
      write(out, mediaHeader(text.length + accessUnits.total()));
      write(out, text);
      appendMedia(out);
    }
  }

  /** The atom that holds XMP (ISO 16684-3, 2.1.1.1). */
  private static byte[] xmp(BookTags tags) {
    return new AtomBuffer()
        .atom("uuid", uuid -> uuid.raw(HexFormat.of().parseHex(XMP_ATOM)).utf8(tags.source().xmp()))
        .toByteArray();
  }

  @Override
  public void close() throws IOException {
    encoder.close();
    try {
      media.close();
    } finally {
      Files.deleteIfExists(mediaFile);
    }
  }

  private void collect(byte[] accessUnit) throws IOException {
    media.write(accessUnit);
    accessUnits.add(accessUnit.length);
  }

  private void appendMedia(FileChannel out) throws IOException {
    try (FileChannel in = FileChannel.open(mediaFile, StandardOpenOption.READ)) {
      long position = 0;
      while (position < in.size()) {
        position += in.transferTo(position, in.size() - position, out);
      }
    }
  }

  private static byte[] fileType() {
    return new AtomBuffer()
        .atom(
            "ftyp",
            ftyp ->
                ftyp.type("M4B ").u32(0x200).type("M4B ").type("M4A ").type("mp42").type("isom"))
        .toByteArray();
  }

  /** With a 64-bit size, as large books need it (ISO/IEC 14496-12 section 4.2). */
  private static byte[] mediaHeader(long mediaBytes) {
    return new AtomBuffer().u32(1).type("mdat").u64(MDAT_HEADER_BYTES + mediaBytes).toByteArray();
  }

  private static void write(FileChannel out, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
  }
}
