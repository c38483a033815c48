package io.rhapsode.mux.watermark;

import io.rhapsode.mux.sample.SampleSink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Listens for a mark, without the unmarked original. The recording may have been coded, resampled,
 * cut, joined, made louder, and played up to 6 % faster or slower, with or without its pitch. It is
 * taken stretch by stretch; in each, all places of the pattern and all speeds are tried against the
 * part of the pattern that is known. Used by one thread at a time.
 */
public final class WatermarkDetector implements SampleSink {
  /** Length of a stretch in seconds: three blocks. */
  static final double STRETCH_SECONDS = 3 * WatermarkGrid.BLOCK_SECONDS;

  /**
   * Standard deviations above chance at which a mark is believed. Of normal deviates one in 3e13 is
   * larger (the contrasts are bounded and their signs are those of the key, so that their sum is
   * near normal).
   */
  static final double THRESHOLD = 7.5;

  private static final double CHANCE_ABOVE_THRESHOLD = 3.2e-14;

  private static final double MOST_SPEED_CHANGE = 0.06;
  private static final double SPEED_STEP = 0.003;
  private static final double FINE_SPEED_STEP = 0.0005;
  private static final int BLOCKS = 3;
  private static final int FRAMES_A_BLOCK = 2 * WatermarkGrid.PAIRS * CellContrasts.FRAMES_A_CELL;
  private static final int COARSE_FRAMES = 2;

  private final WatermarkGrid grid;
  private final int rateHz;
  private final double[] stretch;
  private final int[][] anchorBands = new int[WatermarkGrid.PAIRS][];
  private final double[] soft = new double[WatermarkCode.CODED_BITS];
  private final WholeRecording whole = new WholeRecording();
  private int filled;
  private int stretches;
  private int marked;
  private long trials;
  private double strongest;
  private Optional<Place> lastFound = Optional.empty();

  /**
   * A place of the pattern in a stretch.
   *
   * @param start frame of the first block's first pair
   * @param speed against the marked recording
   * @param pitched whether the pitch changed with the speed
   */
  private record Place(double start, double speed, boolean pitched, double score) {}

  /**
   * @param rateHz of what will be heard, 8,000 or more
   */
  public WatermarkDetector(WatermarkKey key, int rateHz) {
    this.grid = new WatermarkGrid(key);
    this.rateHz = rateHz;
    this.stretch = new double[(int) Math.round(STRETCH_SECONDS * rateHz)];
    for (int pair = 0; pair < WatermarkGrid.PAIRS; pair++) {
      List<Integer> bands = new ArrayList<>();
      for (int band = 0; band < WatermarkGrid.BANDS; band++) {
        if (grid.isAnchor(pair, band)) {
          bands.add(band);
        }
      }
      anchorBands[pair] = bands.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  @Override
  public void accept(float[] samples, int start, int end) {
    for (int i = start; i < end; i++) {
      stretch[filled++] = samples[i];
      if (filled == stretch.length) {
        listen();
      }
    }
  }

  /** What was found. Nothing may be heard after. */
  public Detection finish() {
    if (filled > WatermarkGrid.BLOCK_SECONDS * rateHz) {
      listen();
    }
    boolean found = marked > 0 || whole.score() >= THRESHOLD;
    double[] read = marked > 0 ? soft : whole.soft();
    return new Detection(
        found,
        found ? WatermarkCode.decode(read) : OptionalInt.empty(),
        Math.max(strongest, whole.score()),
        marked,
        stretches,
        lastFound.map(Place::speed).orElse(1.0),
        Math.min(1, trials * CHANCE_ABOVE_THRESHOLD));
  }

  private void listen() {
    Spectrogram spectrogram = new Spectrogram(stretch, filled, rateHz);
    filled = 0;
    stretches++;
    Search search = new Search(spectrogram);
    whole.add(search.unpitched);
    lastFound.ifPresent(place -> search.near(place.speed(), place.pitched()));
    if (!search.found()) {
      search.everywhere();
    }
    strongest = Math.max(strongest, search.best.score());
    if (search.found()) {
      search.refine();
      marked++;
      lastFound = Optional.of(search.best);
      search.read();
    }
  }

  /**
   * The evidence of all stretches together, for a recording that was neither cut nor played at
   * another speed: as a stretch is a number of blocks, the pattern is at the same place in each. It
   * finds marks that are too weak in any one stretch.
   */
  private final class WholeRecording {
    private static final int PLACES = FRAMES_A_BLOCK / COARSE_FRAMES;

    private final double[] sums = new double[PLACES];
    private final double[] energies = new double[PLACES];
    private final double[][] bits = new double[PLACES][WatermarkCode.CODED_BITS];

    void add(CellContrasts contrasts) {
      trials += PLACES;
      for (int place = 0; place < PLACES; place++) {
        for (int frame = place * COARSE_FRAMES - FRAMES_A_BLOCK, pair = 0;
            frame < contrasts.starts();
            frame += 2 * CellContrasts.FRAMES_A_CELL, pair = (pair + 1) % WatermarkGrid.PAIRS) {
          if (frame >= 0) {
            add(place, pair, contrasts.at(frame));
          }
        }
      }
    }

    private void add(int place, int pair, float[] values) {
      for (int band = 0; band < WatermarkGrid.BANDS; band++) {
        double agreement = grid.sign(pair, band) * values[band];
        if (grid.isAnchor(pair, band)) {
          sums[place] += agreement;
          energies[place] += agreement * agreement;
        } else {
          bits[place][grid.bit(pair, band)] += agreement;
        }
      }
    }

    private double score(int place) {
      return energies[place] == 0 ? 0 : sums[place] / Math.sqrt(energies[place]);
    }

    private int best() {
      return IntStream.range(0, PLACES)
          .boxed()
          .max(Comparator.comparingDouble(this::score))
          .orElseThrow();
    }

    double score() {
      return score(best());
    }

    double[] soft() {
      return bits[best()];
    }
  }

  /** The search for the pattern in one stretch. */
  private final class Search {
    private final Spectrogram spectrogram;
    private final CellContrasts unpitched;
    private Place best = new Place(0, 1, false, 0);
    private CellContrasts bestContrasts;

    Search(Spectrogram spectrogram) {
      this.spectrogram = spectrogram;
      this.unpitched = CellContrasts.of(spectrogram, 1);
      this.bestContrasts = unpitched;
    }

    boolean found() {
      return best.score() >= THRESHOLD;
    }

    void everywhere() {
      int steps = (int) Math.round(MOST_SPEED_CHANGE / SPEED_STEP);
      for (int step = -steps; step <= steps; step++) {
        double speed = 1 + step * SPEED_STEP;
        near(speed, false);
        if (step != 0) {
          near(speed, true);
        }
      }
    }

    void near(double speed, boolean pitched) {
      CellContrasts contrasts = pitched ? CellContrasts.of(spectrogram, speed) : unpitched;
      int places = (int) (FRAMES_A_BLOCK / speed);
      for (int start = 0; start < places; start += COARSE_FRAMES) {
        consider(contrasts, start, speed, pitched);
      }
    }

    private void consider(CellContrasts contrasts, double start, double speed, boolean pitched) {
      trials++;
      double score = score(contrasts, start, speed);
      if (score > best.score()) {
        best = new Place(start, speed, pitched, score);
        bestContrasts = contrasts;
      }
    }

    /** Speed and start are found within a cell; the best of their neighbourhood reads better. */
    void refine() {
      Place coarse = best;
      for (int step = -4; step <= 4; step++) {
        double speed = coarse.speed() + step * FINE_SPEED_STEP;
        CellContrasts contrasts =
            coarse.pitched() ? CellContrasts.of(spectrogram, speed) : unpitched;
        for (int frames = -6; frames <= 6; frames++) {
          consider(contrasts, coarse.start() + frames, speed, coarse.pitched());
        }
      }
    }

    private double score(CellContrasts contrasts, double start, double speed) {
      double sum = 0;
      double energy = 0;
      for (int block = -1; block < BLOCKS; block++) {
        for (int pair = 0; pair < WatermarkGrid.PAIRS; pair++) {
          int frame = frameOf(start, block, pair, speed);
          if (frame < 0 || frame >= contrasts.starts()) {
            continue;
          }
          float[] values = contrasts.at(frame);
          for (int band : anchorBands[pair]) {
            sum += grid.sign(pair, band) * values[band];
            energy += values[band] * values[band];
          }
        }
      }
      return energy == 0 ? 0 : sum / Math.sqrt(energy);
    }

    /** Adds what the pattern says at the best place to what was read before. */
    void read() {
      for (int block = -1; block < BLOCKS; block++) {
        for (int pair = 0; pair < WatermarkGrid.PAIRS; pair++) {
          int frame = frameOf(best.start(), block, pair, best.speed());
          if (frame >= 0 && frame < bestContrasts.starts()) {
            read(bestContrasts.at(frame), pair);
          }
        }
      }
    }

    private void read(float[] values, int pair) {
      for (int band = 0; band < WatermarkGrid.BANDS; band++) {
        if (!grid.isAnchor(pair, band)) {
          soft[grid.bit(pair, band)] += grid.sign(pair, band) * values[band];
        }
      }
    }

    private int frameOf(double start, int block, int pair, double speed) {
      int frames = block * FRAMES_A_BLOCK + 2 * pair * CellContrasts.FRAMES_A_CELL;
      return (int) Math.round(start + frames / speed);
    }
  }
}
