package io.rhapsode.synth.tokenizer;

import ai.djl.engine.EngineException;
import ai.djl.sentencepiece.SpTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A SentencePiece model, encoded by DJL's extension. Decoding is our own, {@link PieceDecoder}: the
 * extension passes text through JNI's modified UTF-8, which cuts it at the first character beyond
 * U+FFFF or at a NUL (release 0.32).
 */
public final class SentencePieceTokenizer implements TextTokenizer {
  /** Bound on a model file; the published ones have 60 kB. */
  private static final long LARGEST_FILE_BYTES = 64 << 20;

  private final SpTokenizer nativeTokenizer;
  private final PieceDecoder decoder;

  private SentencePieceTokenizer(SpTokenizer nativeTokenizer, PieceDecoder decoder) {
    this.nativeTokenizer = nativeTokenizer;
    this.decoder = decoder;
  }

  /**
   * Opens a {@code tokenizer.model}.
   *
   * @throws TokenizerException if the file is unreadable, larger than 64 MiB, or not a
   *     SentencePiece model
   */
  public static SentencePieceTokenizer open(Path file) throws TokenizerException {
    try {
      if (Files.size(file) > LARGEST_FILE_BYTES) {
        throw new TokenizerException(file, "larger than 64 MiB, so not a tokenizer");
      }
      byte[] model = Files.readAllBytes(file);
      PieceDecoder decoder = new PieceDecoder(SentencePieceModel.parse(file, model));
      return new SentencePieceTokenizer(new SpTokenizer(model), decoder);
    } catch (TokenizerException exception) {
      throw exception;
    } catch (IOException exception) {
      throw new TokenizerException(file, "cannot be read", exception);
    } catch (EngineException exception) {
      throw new TokenizerException(
          file, "not a SentencePiece model: " + exception.getMessage(), exception);
    }
  }

  @Override
  public int[] encode(String text) {
    return nativeTokenizer.getProcessor().encode(text);
  }

  @Override
  public String decode(int[] ids) {
    return decoder.decode(ids);
  }

  @Override
  public int entries() {
    return decoder.entries();
  }

  @Override
  public void close() {
    nativeTokenizer.close();
  }
}
