package dev.tidewire.ingest.exchange;

import dev.tidewire.contract.receipt.Receipt;
import java.util.function.Consumer;

/** The wait of one request until its readings are stored. Begins before they are sent. */
public interface StoreWait {
  /**
   * Waits until all records of a receipt are stored.
   *
   * @param then called once on any thread, with whether they are
   * @return gives up the wait
   */
  Runnable until(Receipt receipt, Consumer<Boolean> then);
}
