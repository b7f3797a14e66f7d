package dev.tidewire.query.store;

import dev.tidewire.query.page.Order;
import org.jspecify.annotations.Nullable;

/** Up to where the blocks of a round are all there, of shelves that have more. Not thread-safe. */
final class BlockLimits {
  private final Order order;
  private final int limit;
  private final int[] blocks;
  private final long[] last;

  /**
   * Has seen no block.
   *
   * @param limit most blocks of a shelf
   */
  BlockLimits(Order order, int limit, int shelves) {
    this.order = order;
    this.limit = limit;
    this.blocks = new int[shelves];
    this.last = new long[shelves];
  }

  /**
   * Takes a block.
   *
   * @param begin its first time in the order of the page
   */
  void block(int shelf, long begin) {
    if (blocks[shelf]++ == 0 || order.compare(begin, last[shelf]) > 0) {
      last[shelf] = begin;
    }
  }

  /** No block that was left out has a reading up to this time; null if none was left out. */
  @Nullable Long reached() {
    Long reached = null;
    for (int shelf = 0; shelf < blocks.length; shelf++) {
      if (blocks[shelf] >= limit) {
        long before = order.before(last[shelf]);
        reached = reached == null || order.compare(before, reached) < 0 ? before : reached;
      }
    }
    return reached;
  }
}
