package io.rhapsode.synth.family.espeak.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WorkerAnswerTest {
  @Property
  void isFoundAfterAnyNoise(@ForAll @Size(max = 40) byte[] noise, @ForAll int result)
      throws IOException {
    DataInputStream in = read(noise, answer(result));
    WorkerAnswer.readBeginning(in);

    assertEquals(result, in.readInt());
    assertEquals(-1, in.read());
  }

  @Property
  void isFoundAfterItsOwnBeginning(@ForAll @IntRange(max = 7) int length) throws IOException {
    DataInputStream in = read(Arrays.copyOf(answer(7), length), answer(7));
    WorkerAnswer.readBeginning(in);

    assertEquals(7, in.readInt());
  }

  @Test
  void refusalKeepsItsMessage() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WorkerAnswer.writeRefusal(new DataOutputStream(bytes), "no voice \u00e9");

    IllegalStateException refusal =
        assertThrows(
            IllegalStateException.class,
            () -> WorkerAnswer.readBeginning(read(new byte[0], bytes.toByteArray())));
    assertEquals("no voice \u00e9", refusal.getMessage());
  }

  @Test
  void givesUpWithoutAnAnswer() {
    assertThrows(EOFException.class, () -> WorkerAnswer.readBeginning(read(new byte[99])));
    IOException noise =
        assertThrows(IOException.class, () -> WorkerAnswer.readBeginning(read(new byte[2 << 20])));
    assertEquals("no answer within 1,048,576 bytes", noise.getMessage());
  }

  private static byte[] answer(int result) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WorkerAnswer.writeResult(new DataOutputStream(bytes), out -> out.writeInt(result));
    return bytes.toByteArray();
  }

  private static DataInputStream read(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }
}
