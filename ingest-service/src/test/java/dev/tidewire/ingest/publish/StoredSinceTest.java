package dev.tidewire.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.receipt.Place;
import dev.tidewire.contract.receipt.Receipt;
import dev.tidewire.ingest.publish.StoredRecords.Next;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StoredSinceTest {
  private static final long TOPIC = 7;
  private static final Receipt RECEIPT =
      new Receipt(TOPIC, 0, List.of(new Place(0, 9), new Place(3, 0)));
  private static final StoredRecords ALL = stored(10, 1);
  private static final StoredRecords HALF = stored(10, 0);
  private static final StoredRecords NONE = stored(9, 0);

  private final CompletableFuture<StoredRecords> before = new CompletableFuture<>();
  private final StoredSince since = new StoredSince(before, RECEIPT);

  @Test
  void recordsAreStored_whenAllAreAndNoneWasBefore() {
    // Given
    before.complete(NONE);

    // Then
    assertThat(since.isDecided(NONE)).isFalse();
    assertThat(since.isDecided(HALF)).isFalse();
    assertThat(since.isStored(HALF)).isFalse();
    assertThat(since.isDecided(ALL)).isTrue();
    assertThat(since.isStored(ALL)).isTrue();
  }

  @Test
  void recordThatSeemsStoredBeforeItIsSent_leavesAllUntold_alsoOnceTheEndHasGrown() {
    // Given
    before.complete(HALF);

    // Then
    assertThat(since.isDecided(NONE)).isTrue();
    assertThat(since.isStored(ALL)).isFalse();
  }

  @Test
  void offsetsOfAnotherTopic_areNotOfTheRecords() {
    // Given
    before.complete(new StoredRecords(Map.of(0, new Next(8, 100)), true));

    // Then
    assertThat(since.isStored(ALL)).isTrue();
  }

  @Test
  void untilItIsKnownWhatWasStoredBefore_nothingIsDecided() {
    assertThat(since.isDecided(ALL)).isFalse();
    assertThat(since.isStored(ALL)).isFalse();
  }

  @Test
  void whatNobodyTells_isNotWaitedFor() {
    // Given
    before.completeExceptionally(new IllegalStateException("no broker"));

    // Then
    assertThat(since.isDecided(NONE)).isTrue();
    assertThat(since.isStored(ALL)).isFalse();
    assertThat(since.isDecided(StoredRecords.UNTOLD)).isTrue();
  }

  private static StoredRecords stored(long first, long second) {
    return new StoredRecords(Map.of(0, new Next(TOPIC, first), 3, new Next(TOPIC, second)), true);
  }
}
