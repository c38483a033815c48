package io.rhapsode.mux.watermark;

/**
 * By how much each cell of a stretch of sound exceeds the one after it, in nepers of energy, for
 * every frame that a pair of cells may begin with. What neighbouring bands have in common, which is
 * the speech and not the mark, is taken out. Legend: frame T, band B.
 */
final class CellContrasts {
  /** Frames in a cell. */
  static final int FRAMES_A_CELL = 8;

  /** Distance of two frames in seconds. */
  static final double HOP_SECONDS = WatermarkGrid.CELL_SECONDS / FRAMES_A_CELL;

  /** Contrasts beyond this are onsets of speech, and say nothing. */
  private static final double MOST = 1.5;

  /** Neighbours on each side that a band is compared with. */
  private static final int NEIGHBOURS = 3;

  /** Cells this much weaker than the mean are silence, as a ratio of energies: -50 dB. */
  private static final double FLOOR = 1e-5;

  private final float[][] contrasts;

  private CellContrasts(float[][] contrasts) {
    this.contrasts = contrasts;
  }

  /**
   * @param spectrogram of the stretch
   * @param pitch by how much the frequencies of the mark were raised; 1 where they were not
   */
  static CellContrasts of(Spectrogram spectrogram, double pitch) {
    int frames = spectrogram.frames();
    double[][] energies = new double[WatermarkGrid.BANDS][];
    for (int band = 0; band < WatermarkGrid.BANDS; band++) {
      energies[band] =
          spectrogram.energies(
              WatermarkGrid.borderHertz(band) * pitch, WatermarkGrid.borderHertz(band + 1) * pitch);
    }
    int starts = Math.max(0, frames - 2 * FRAMES_A_CELL);
    float[][] contrasts = new float[starts][WatermarkGrid.BANDS];
    double[][] raw = new double[starts][WatermarkGrid.BANDS];
    for (int band = 0; band < WatermarkGrid.BANDS; band++) {
      fill(raw, band, energies[band]);
    }
    for (int start = 0; start < starts; start++) {
      for (int band = 0; band < WatermarkGrid.BANDS; band++) {
        contrasts[start][band] = (float) own(raw[start], band);
      }
    }
    return new CellContrasts(contrasts);
  }

  private static void fill(double[][] raw, int band, double[] energies) {
    double[] sums = new double[energies.length + 1];
    for (int i = 0; i < energies.length; i++) {
      sums[i + 1] = sums[i] + energies[i];
    }
    double floor = FLOOR * sums[energies.length] / energies.length * FRAMES_A_CELL;
    for (int start = 0; start < raw.length; start++) {
      double first = sums[start + FRAMES_A_CELL] - sums[start];
      double second = sums[start + 2 * FRAMES_A_CELL] - sums[start + FRAMES_A_CELL];
      raw[start][band] = first > floor && second > floor ? Math.log(first / second) : Double.NaN;
    }
  }

  private static double own(double[] raw, int band) {
    if (Double.isNaN(raw[band])) {
      return 0;
    }
    double sum = 0;
    int count = 0;
    int last = Math.min(raw.length - 1, band + NEIGHBOURS);
    for (int other = Math.max(0, band - NEIGHBOURS); other <= last; other++) {
      if (other != band && !Double.isNaN(raw[other])) {
        sum += raw[other];
        count++;
      }
    }
    double contrast = raw[band] - (count == 0 ? 0 : sum / count);
    return Math.max(-MOST, Math.min(MOST, contrast));
  }

  /** Frames that a pair may begin with. */
  int starts() {
    return contrasts.length;
  }

  /** Contrasts of all bands of a pair that begins with a frame. */
  float[] at(int start) {
    return contrasts[start];
  }
}
