package dev.tidewire.ingest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReceivedBodyTest {
  @Property(tries = 300)
  void returnsTheChunksAsOneStream(
      @ForAll List<byte[]> chunks, @ForAll @IntRange(min = 1, max = 100) int step)
      throws IOException {
    // Given
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ReceivedBody body = new ReceivedBody();
    for (byte[] chunk : chunks) {
      all.writeBytes(chunk);
      body.add(chunk);
    }

    // When
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] buffer = new byte[step];
    for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      read.write(buffer, 0, count);
    }

    // Then
    assertThat(read.toByteArray()).isEqualTo(all.toByteArray());
    assertThat(body.size()).isEqualTo(all.size());
    assertThat(body.read()).isEqualTo(-1);
  }

  @Test
  void holdsNothingAfterItWasDiscarded() {
    // Given
    ReceivedBody body = bodyOf(10);

    // When
    body.discard();

    // Then
    assertThat(body.read()).isEqualTo(-1);
  }

  private static ReceivedBody bodyOf(int size) {
    ReceivedBody body = new ReceivedBody();
    body.add(new byte[size]);
    return body;
  }
}
