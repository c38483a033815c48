package io.rhapsode.synth.family.espeak.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * How an answer begins on the standard output of a worker: 8 bytes that mark it, then a byte that
 * says whether there is a result or a refusal. Whatever else the library or the virtual machine
 * prints there comes before a mark, since the thread that calls the library is the one that
 * answers, and is passed over.
 */
public final class WorkerAnswer {
  /** Its first byte stands in no UTF-8 text. */
  private static final long MARK = 0xF552_4841_5053_4F00L;

  private static final byte RESULT = 0;
  private static final byte REFUSAL = 1;

  /** More than this before a mark is no remark of the library. */
  private static final int MAXIMUM_NOISE_BYTES = 1 << 20;

  private WorkerAnswer() {}

  static void writeResult(DataOutputStream out, WorkerTask.Result result) throws IOException {
    out.writeLong(MARK);
    out.writeByte(RESULT);
    result.writeTo(out);
    out.flush();
  }

  static void writeRefusal(DataOutputStream out, String message) throws IOException {
    out.writeLong(MARK);
    out.writeByte(REFUSAL);
    out.writeUTF(message);
    out.flush();
  }

  /**
   * Leaves {@code in} at the result.
   *
   * @throws IllegalStateException with the message of a refusal
   */
  static void readBeginning(DataInputStream in) throws IOException {
    long window = in.readLong();
    for (int noise = 0; window != MARK; noise++) {
      if (noise == MAXIMUM_NOISE_BYTES) {
        throw new IOException("no answer within %,d bytes".formatted(noise));
      }
      window = window << Byte.SIZE | in.readUnsignedByte();
    }
    byte status = in.readByte();
    if (status == REFUSAL) {
      throw new IllegalStateException(in.readUTF());
    }
    if (status != RESULT) {
      throw new IOException("an answer has status " + status);
    }
  }
}
