package dev.tidewire.processing.store;

import java.time.Duration;

/** How long the database waits for a process. */
public final class StoreDeadlines {
  private StoreDeadlines() {}

  /**
   * The time after which the server ends a transaction whose next statement does not come. By then
   * the process has long given up, unless it is frozen or cut off.
   *
   * @param timeout of an attempt
   */
  public static Duration frozenAfter(Duration timeout) {
    return timeout.multipliedBy(2);
  }
}
