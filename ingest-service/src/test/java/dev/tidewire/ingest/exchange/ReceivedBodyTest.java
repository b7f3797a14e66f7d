package dev.tidewire.ingest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReceivedBodyTest {
  @Property(tries = 1000)
  void returnsTheChunksAsOneStream(
      @ForAll("chunks") List<byte[]> chunks, @ForAll @IntRange(min = 1, max = 100) int step)
      throws IOException {
    // Given
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ReceivedBody body = new ReceivedBody();
    for (byte[] chunk : chunks) {
      all.writeBytes(chunk);
      body.add(chunk);
    }

    // When
    byte[] first = read(body.open(), step);
    byte[] again = read(body.drain(), step);

    // Then
    assertThat(first).isEqualTo(all.toByteArray());
    assertThat(again).isEqualTo(all.toByteArray());
    assertThat(body.size()).isEqualTo(all.size());
    assertThat(body.open().read()).as("what was drained is released").isEqualTo(-1);
  }

  private static byte[] read(InputStream in, int step) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] buffer = new byte[step];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      read.write(buffer, 0, count);
    }
    assertThat(in.read()).isEqualTo(-1);
    return read.toByteArray();
  }

  @Provide
  Arbitrary<List<byte[]>> chunks() {
    Arbitrary<Integer> sizes =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 5_000),
            Arbitraries.of(255, 256, 257, 2_047, 2_048, 16_384));
    Arbitrary<byte[]> chunk =
        sizes.flatMap(size -> Arbitraries.bytes().array(byte[].class).ofSize(size));
    return chunk.list().ofMaxSize(30);
  }

  /** Each of them as an array of its own would need 24 MB and more. */
  @Test
  void aMillionBytesThatArriveOneByOneOccupyAboutAMegabyte() {
    // Given
    ReceivedBody body = new ReceivedBody();
    byte[] one = {1};
    Runtime heap = Runtime.getRuntime();
    System.gc();
    long before = heap.totalMemory() - heap.freeMemory();

    // When
    for (int i = 0; i < 1_000_000; i++) {
      body.add(one.clone());
    }
    System.gc();

    // Then
    assertThat(heap.totalMemory() - heap.freeMemory() - before).isLessThan(5_000_000);
    assertThat(body.size()).isEqualTo(1_000_000);
  }

  @Test
  void holdsNothingAfterItWasDiscarded() throws IOException {
    // Given
    ReceivedBody body = bodyOf(10);

    // When
    body.discard();

    // Then
    assertThat(body.open().read()).isEqualTo(-1);
  }

  private static ReceivedBody bodyOf(int size) {
    ReceivedBody body = new ReceivedBody();
    body.add(new byte[size]);
    return body;
  }
}
