package dev.tidewire.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BoundedSlotsTest {
  private static final int SIZE = 100;

  private final BoundedSlots<Integer> slots = new BoundedSlots<>(1 << 12, 1_000 * SIZE);
  private final Random random = new Random(7);

  /** Pods that are started again have other names, and their former ones do not come again. */
  @Test
  void whatComesNoMoreIsForgotten() {
    // Given
    Stream.generate(random::nextInt).limit(100_000).forEach(this::putOnce);

    // When
    List<Integer> live = Stream.generate(random::nextInt).limit(500).toList();
    for (int round = 0; round < 50; round++) {
      live.forEach(this::putOnce);
    }

    // Then
    assertThat(live.stream().filter(this::isThere)).hasSizeGreaterThan(490);
    assertThat(slots.bytes()).isLessThanOrEqualTo(1_000 * SIZE);
  }

  @Test
  void ofMoreThanFit_someAreFound() {
    // Given
    List<Integer> many = Stream.generate(random::nextInt).limit(1_500).toList();

    // When
    for (int round = 0; round < 50; round++) {
      many.forEach(this::putOnce);
    }

    // Then
    assertThat(many.stream().filter(this::isThere)).hasSizeGreaterThan(500);
  }

  @Test
  void whatGrowsMayPushOutOthers_andIsCounted() {
    // Given
    Integer grown = 1;
    Stream.generate(random::nextInt).limit(10_000).filter(hash -> hash != 1).forEach(this::putOnce);
    while (!isThere(grown)) {
      slots.put(grown, grown, SIZE);
    }
    long before = slots.bytes();

    // Then
    assertThat(slots.resize(grown, grown, 500 * SIZE)).isTrue();
    assertThat(isThere(grown)).isTrue();
    assertThat(slots.bytes()).isBetween(500L * SIZE, 1_000L * SIZE);
    assertThat(slots.resize(grown, grown, 1_001 * SIZE)).isFalse();
    assertThat(slots.resize(grown, grown, SIZE)).isTrue();
    assertThat(slots.bytes()).isLessThanOrEqualTo(before - 400L * SIZE);
  }

  private void putOnce(Integer hash) {
    if (!isThere(hash)) {
      slots.put(hash, hash, SIZE);
    }
  }

  private boolean isThere(Integer hash) {
    for (int way = 0; way < BoundedSlots.WAYS; way++) {
      if (hash.equals(slots.at(hash, way))) {
        return true;
      }
    }
    return false;
  }
}
