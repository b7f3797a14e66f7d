package dev.tidewire.query.merge;

import dev.tidewire.query.page.Order;
import dev.tidewire.query.page.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * Merges as {@link RunMerge} does, for a page, in bounded memory however many bodies there are.
 * When those that it holds are too large together, it keeps only the readings that the page may
 * still take. A body of which the page takes nothing is not held at all. Not thread-safe.
 */
public final class PageMerge {
  /** Bytes of bodies that are held before they are dropped: those of some hundred blocks. */
  static final int MOST_HELD = 1 << 20;

  /** Bytes of a run, about. */
  private static final int RUN = 96;

  private final Order order;
  private final int most;
  private RunMerge merge;
  private int held;
  private @Nullable Body counted;
  private @Nullable Long last;

  /**
   * Of nothing.
   *
   * @param most readings that the page takes, at least one
   */
  public PageMerge(Order order, int most) {
    this.order = order;
    this.most = most;
    this.merge = new RunMerge(order);
  }

  /**
   * Adds the readings of a series in a range, before the first one is asked for.
   *
   * @param place of the series in the order of the page
   */
  public void add(Body body, long seriesId, int place, TimeRange range) {
    TimeRange wanted = last == null ? range : range.upTo(last, order);
    if (merge.add(new BodyRun(body, seriesId, place, wanted, order))) {
      held += RUN + (body.equals(counted) ? 0 : body.bytes());
      counted = body;
      if (held > MOST_HELD) {
        drop();
      }
    }
  }

  private void drop() {
    KeptReadings kept = KeptReadings.of(merge, most);
    if (kept.size() == most) {
      last = kept.lastTime();
    }
    merge = new RunMerge(order);
    merge.add(kept);
    held = 0;
    counted = null;
  }

  /** Bytes of the bodies that are held. */
  int held() {
    return held;
  }

  /** The merge of all that was added, of which the page takes the first readings. */
  public RunMerge merged() {
    return merge;
  }
}
