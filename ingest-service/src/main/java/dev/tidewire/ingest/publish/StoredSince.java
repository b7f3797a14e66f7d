package dev.tidewire.ingest.publish;

import dev.tidewire.contract.receipt.Receipt;
import java.util.concurrent.CompletableFuture;

/**
 * Whether records are stored that were not before they were sent. A record that seems to be stored
 * before it is sent has got the offset of one that the topic has lost; then nobody can tell by
 * offsets what is stored.
 *
 * @param before what was stored before they were sent; it may come later, or fail
 */
public record StoredSince(CompletableFuture<StoredRecords> before, Receipt receipt) {

  /** Whether nothing is to be waited for: all is stored, or nobody will tell. */
  public boolean isDecided(StoredRecords now) {
    return !now.isTold() || (before.isDone() && (!isTold() || now.hasAll(receipt)));
  }

  /** Whether all records are stored for certain. */
  public boolean isStored(StoredRecords now) {
    return isTold() && now.hasAll(receipt);
  }

  private boolean isTold() {
    if (before.isCompletedExceptionally()) {
      return false;
    }
    StoredRecords answer = before.getNow(StoredRecords.UNTOLD);
    return answer.isTold() && !answer.hasAny(receipt);
  }
}
