package dev.tidewire.query.http;

import dev.tidewire.contract.receipt.Receipt;
import java.util.Map;

/** What has become of the records of a receipt, as JSON. */
final class ReceiptJson {
  private ReceiptJson() {}

  /** For who may not know of dead letters. */
  static String of(Receipt receipt, int stored) {
    int records = receipt.places().size();
    String status = stored == records ? "stored" : "waiting";
    return members(status, records, stored) + "}";
  }

  /**
   * With dead letters.
   *
   * @param letters how many, by their state
   */
  static String of(Receipt receipt, int stored, Map<String, Long> letters) {
    int records = receipt.places().size();
    String ended = letters.isEmpty() ? "stored" : "dead-letters";
    return members(stored == records ? ended : "waiting", records, stored)
        + ",\"deadLetters\":{\"open\":%d,\"redriven\":%d,\"discarded\":%d}}"
            .formatted(
                letters.getOrDefault("open", 0L),
                letters.getOrDefault("redriven", 0L),
                letters.getOrDefault("discarded", 0L));
  }

  private static String members(String status, int records, int stored) {
    return "{\"status\":\"%s\",\"records\":%d,\"stored\":%d".formatted(status, records, stored);
  }
}
