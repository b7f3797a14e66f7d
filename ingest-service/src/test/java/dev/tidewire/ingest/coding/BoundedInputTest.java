package dev.tidewire.ingest.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BoundedInputTest {
  @Test
  void passesAllUpToItsBound() throws IOException {
    try (BoundedInput in = new BoundedInput(new ByteArrayInputStream(new byte[10]), 10)) {
      assertThat(in.readAllBytes()).hasSize(10);
    }
  }

  @Test
  void stopsOneByteAboveItsBound() throws IOException {
    try (BoundedInput in = new BoundedInput(new ByteArrayInputStream(new byte[11]), 10)) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(TooLargeException.class);
    }
  }
}
