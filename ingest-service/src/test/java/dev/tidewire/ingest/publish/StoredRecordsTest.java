package dev.tidewire.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.receipt.Place;
import dev.tidewire.contract.receipt.Receipt;
import dev.tidewire.ingest.publish.StoredRecords.Next;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredRecordsTest {
  private static final long TOPIC = 7;
  private static final Receipt RECEIPT =
      new Receipt(TOPIC, 0, List.of(new Place(0, 5), new Place(0, 9), new Place(3, 0)));

  @Test
  void receipt_isStored_onceEachPartitionIsBeyondItsLastRecord() {
    assertThat(stored(Map.of(0, new Next(TOPIC, 10), 3, new Next(TOPIC, 1)))).isTrue();
    assertThat(stored(Map.of(0, new Next(TOPIC, 9), 3, new Next(TOPIC, 1)))).isFalse();
    assertThat(stored(Map.of(0, new Next(TOPIC, 10), 3, new Next(TOPIC, 0)))).isFalse();
  }

  @Test
  void partitionOfWhichNothingIsKnown_isNotStored() {
    assertThat(stored(Map.of(0, new Next(TOPIC, 10)))).isFalse();
    assertThat(StoredRecords.UNTOLD.hasAll(RECEIPT)).isFalse();
  }

  @Test
  void offsetOfAnotherTopic_saysNothing() {
    assertThat(stored(Map.of(0, new Next(8, 10), 3, new Next(TOPIC, 1)))).isFalse();
  }

  private static boolean stored(Map<Integer, Next> next) {
    return new StoredRecords(next, true).hasAll(RECEIPT);
  }
}
