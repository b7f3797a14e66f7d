package dev.tidewire.ingest.publish;

import dev.tidewire.contract.receipt.Receipt;
import java.util.Map;

/**
 * Which records are stored, as far as the broker knows.
 *
 * @param next by partition: every record before it is stored or a dead letter
 * @param isTold false when the broker does not tell, and will not soon
 */
public record StoredRecords(Map<Integer, Next> next, boolean isTold) {
  /** Nothing is known. */
  public static final StoredRecords UNTOLD = new StoredRecords(Map.of(), false);

  /**
   * Of one partition.
   *
   * @param topic the short form of the id of the topic that the offset is of
   */
  public record Next(long topic, long offset) {}

  /** Whether all records of the receipt are stored. */
  public boolean hasAll(Receipt receipt) {
    return receipt.ends().entrySet().stream().allMatch(end -> isBeyond(end, receipt.topic()));
  }

  /** Whether the last record of the receipt in any partition is stored. */
  public boolean hasAny(Receipt receipt) {
    return receipt.ends().entrySet().stream().anyMatch(end -> isBeyond(end, receipt.topic()));
  }

  private boolean isBeyond(Map.Entry<Integer, Long> end, long topic) {
    Next stored = next.get(end.getKey());
    return stored != null && stored.topic() == topic && stored.offset() > end.getValue();
  }
}
