package io.rhapsode.mux.mp4;

/** The sample table of the audio track (ISO/IEC 14496-12 section 8.5 and following). */
final class AudioSampleTable {
  private static final int AAC_OBJECT_TYPE = 0x40;
  private static final int AUDIO_STREAM_TYPE = 0x15;
  private static final int AUDIO_ES_ID = 1;

  private final AudioTrack audio;
  private final int units;
  private final int chunks;

  AudioSampleTable(AudioTrack audio) {
    this.audio = audio;
    this.units = audio.accessUnits().count();
    this.chunks = (units + AudioTrack.UNITS_PER_CHUNK - 1) / AudioTrack.UNITS_PER_CHUNK;
  }

  /**
   * @param offset position of the first access unit in the file
   */
  void write(AtomBuffer stbl, long offset) {
    stbl.fullAtom("stsd", 0, 0, stsd -> stsd.u32(1).atom("mp4a", this::sampleEntry));
    times(stbl);
    sampleToChunk(stbl);
    sizes(stbl);
    chunkOffsets(stbl, offset);
    // Every access unit needs the one before it to decode well (ISO/IEC 14496-12 section 10.1).
    stbl.fullAtom("sgpd", 1, 0, sgpd -> sgpd.type("roll").u32(2).u32(1).u16(-1));
    stbl.fullAtom("sbgp", 0, 0, sbgp -> sbgp.type("roll").u32(1).u32(units).u32(1));
  }

  /**
   * Two channels also for one, as ISO/IEC 14496-14 section 5.6 has it: decoders read the config.
   */
  private void sampleEntry(AtomBuffer mp4a) {
    int channels = Math.max(2, audio.channels());
    mp4a.zeros(6)
        .u16(1)
        .zeros(8)
        .u16(channels)
        .u16(16)
        .u32(0)
        .u32((long) audio.sampleRateHz() << 16);
    mp4a.fullAtom("esds", 0, 0, this::elementaryStream);
  }

  /** ISO/IEC 14496-1 section 7.2.6. */
  private void elementaryStream(AtomBuffer esds) {
    int config = audio.audioSpecificConfig().length;
    descriptor(esds, 3, 3 + 5 + 13 + 5 + config + 5 + 1).u16(AUDIO_ES_ID).u8(0);
    descriptor(esds, 4, 13 + 5 + config)
        .u8(AAC_OBJECT_TYPE)
        .u8(AUDIO_STREAM_TYPE)
        .u24(0)
        .u32(audio.bitRate())
        .u32(audio.bitRate());
    descriptor(esds, 5, config).raw(audio.audioSpecificConfig());
    descriptor(esds, 6, 1).u8(2);
  }

  private static AtomBuffer descriptor(AtomBuffer esds, int tag, int length) {
    return esds.u8(tag).u8(0x80).u8(0x80).u8(0x80).u8(length);
  }

  /** All units but the last are whole; the last one ends where the signal does. */
  private void times(AtomBuffer stbl) {
    long last = audio.mediaSamples() - (long) (units - 1) * AudioTrack.ACCESS_UNIT_SAMPLES;
    stbl.fullAtom(
        "stts",
        0,
        0,
        stts -> {
          stts.u32(units > 1 ? 2 : 1);
          if (units > 1) {
            stts.u32(units - 1).u32(AudioTrack.ACCESS_UNIT_SAMPLES);
          }
          stts.u32(1).u32(last);
        });
  }

  private void sampleToChunk(AtomBuffer stbl) {
    int rest = units % AudioTrack.UNITS_PER_CHUNK;
    stbl.fullAtom(
        "stsc",
        0,
        0,
        stsc -> {
          boolean full = chunks > 1 || rest == 0;
          stsc.u32((full ? 1 : 0) + (rest > 0 ? 1 : 0));
          if (full) {
            stsc.u32(1).u32(AudioTrack.UNITS_PER_CHUNK).u32(1);
          }
          if (rest > 0) {
            stsc.u32(chunks).u32(rest).u32(1);
          }
        });
  }

  private void sizes(AtomBuffer stbl) {
    stbl.fullAtom(
        "stsz",
        0,
        0,
        stsz -> {
          stsz.u32(0).u32(units);
          for (int i = 0; i < units; i++) {
            stsz.u32(audio.accessUnits().size(i));
          }
        });
  }

  private void chunkOffsets(AtomBuffer stbl, long offset) {
    boolean wide = isWide();
    stbl.fullAtom(
        wide ? "co64" : "stco",
        0,
        0,
        table -> {
          table.u32(chunks);
          long position = offset;
          for (int i = 0; i < units; i++) {
            if (i % AudioTrack.UNITS_PER_CHUNK == 0) {
              writeOffset(table, position, wide);
            }
            position += audio.accessUnits().size(i);
          }
        });
  }

  /** Decided without the offset, so that the table has one size; leaves room for the header. */
  private boolean isWide() {
    return audio.accessUnits().total() > 0xE000_0000L;
  }

  private static void writeOffset(AtomBuffer table, long position, boolean wide) {
    if (wide) {
      table.u64(position);
    } else {
      table.u32(position);
    }
  }
}
