package dev.tidewire.query.merge;

import dev.tidewire.query.page.Order;
import dev.tidewire.query.page.TimeRange;

/** The readings of one series in one body and one range, one by one in the order of a page. */
final class BodyRun implements Run {
  private final Body body;
  private final long seriesId;
  private final int place;
  private final TimeRange range;
  private final int step;
  private final int end;
  private int at;
  private long time;

  /** Stands before the first reading. */
  BodyRun(Body body, long seriesId, int place, TimeRange range, Order order) {
    this.body = body;
    this.seriesId = seriesId;
    this.place = place;
    this.range = range;
    int from = body.frame().firstFrom(seriesId, range.from());
    int to = Math.max(from, body.frame().firstFrom(seriesId, range.to()));
    this.step = order == Order.ASC ? 1 : -1;
    this.at = order == Order.ASC ? from - 1 : to;
    this.end = order == Order.ASC ? to : from - 1;
  }

  @Override
  public boolean next() {
    at += step;
    if (at == end) {
      return false;
    }
    time = body.time(at, seriesId);
    if (time < range.from() || time >= range.to()) {
      throw new BrokenBodyException(body.origin(), "Its times are out of order");
    }
    return true;
  }

  @Override
  public int place() {
    return place;
  }

  @Override
  public long rank() {
    return body.origin().rank();
  }

  @Override
  public long time() {
    return time;
  }

  @Override
  public double value() {
    return body.value(at);
  }
}
