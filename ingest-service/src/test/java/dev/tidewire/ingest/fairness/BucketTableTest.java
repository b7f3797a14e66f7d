package dev.tidewire.ingest.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BucketTableTest {
  private static final long SECOND = 1_000_000_000;
  private static final int SIZE = 1 << 10;
  private static final long SHARED_OF_A_GROUP = 64;
  private static final Limit LIMIT = new Limit(1, 10);
  private static final long MINE = 7_777;
  private static final long OTHERS = 8_888;

  private final AtomicLong now = new AtomicLong();
  private final BucketTable table = new BucketTable(SIZE, now::get);

  @Test
  void eachHasItsOwn() {
    // When
    table.take(1, MINE, 10, LIMIT);

    // Then
    assertThat(table.takeIfAny(1, MINE, 1, LIMIT)).isEqualTo(SECOND);
    assertThat(table.takeIfAny(2, MINE, 1, LIMIT)).isZero();
    assertThat(table.level(2, MINE, LIMIT).left()).isEqualTo(9);
  }

  @Test
  void lookingPutsNothingIntoTheTable() {
    // When
    for (int i = 0; i < 100 * SIZE; i++) {
      table.level(key("looked-at-" + i), MINE, LIMIT);
    }

    // Then
    assertThat(spent(MINE, "new-", SIZE)).isGreaterThan(SIZE / 2 * LIMIT.burst());
  }

  /** Whoever makes up names gets no more of the one that it has spent. */
  @Test
  void aFloodOfNamesPushesNoDebtOut() {
    // Given
    long spent = key("spent");
    table.take(spent, MINE, 15, LIMIT);

    // When
    for (int i = 0; i < 200 * SIZE; i++) {
      table.take(key("name-" + i), MINE, 1, LIMIT);
    }

    // Then
    assertThat(table.level(spent, MINE, LIMIT).nanosUntilOne()).isEqualTo(6 * SECOND);
  }

  /** So many names get what the buckets hold that there are, and no more. */
  @Test
  void whatFindsNoRoomShares() {
    assertThat(spent(MINE, "name-", 100 * SIZE))
        .isBetween(SIZE * 9L * LIMIT.burst() / 10, (SIZE + SHARED_OF_A_GROUP) * LIMIT.burst());
    assertThat(spent(MINE, "other-", 100 * SIZE)).isZero();
  }

  @Test
  void whatFindsNoRoomTakesNothingFromAnotherSender() {
    // Given
    spent(MINE, "name-", 100 * SIZE);

    // When
    long wait = table.takeIfAny(key("honest"), OTHERS, 1, LIMIT);

    // Then
    assertThat(wait).isZero();
  }

  @Test
  void afterAWhileAllIsAsBefore() {
    // Given
    spent(MINE, "name-", 100 * SIZE);

    // When
    now.addAndGet(20 * SECOND);

    // Then
    assertThat(table.level(key("name-1"), MINE, LIMIT).left()).isEqualTo(10);
    assertThat(spent(MINE, "later-", 100 * SIZE)).isGreaterThan(SIZE * 9L * LIMIT.burst() / 10);
  }

  @Test
  void whatIsGivenBackIsThereAgain_andNoMore() {
    // Given
    table.take(1, MINE, 10, LIMIT);

    // When
    table.giveBack(1, MINE, 4, LIMIT);
    table.giveBack(2, MINE, 4, LIMIT);

    // Then
    assertThat(table.level(1, MINE, LIMIT).left()).isEqualTo(4);
    assertThat(table.level(2, MINE, LIMIT).left()).isEqualTo(10);
  }

  /** How many readings are let through of as many names, each of which sends a burst. */
  private long spent(long group, String prefix, int names) {
    long readings = 0;
    for (int i = 0; i < names; i++) {
      if (table.takeIfAny(key(prefix + i), group, LIMIT.burst(), LIMIT) == 0) {
        readings += LIMIT.burst();
      }
    }
    return readings;
  }

  private long key(String name) {
    return new SplittableRandom(name.hashCode()).nextLong();
  }
}
