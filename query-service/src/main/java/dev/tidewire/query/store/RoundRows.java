package dev.tidewire.query.store;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.query.merge.Body;
import dev.tidewire.query.merge.Origin;
import dev.tidewire.query.merge.PageMerge;
import dev.tidewire.query.merge.RunMerge;
import dev.tidewire.query.merge.Shelf;
import dev.tidewire.query.page.Rounds;
import dev.tidewire.query.page.TimeRange;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The rows of a round. Holds few of them, however many come. Not thread-safe. */
final class RoundRows {
  private final PageQuery query;
  private final PageMerge merge;
  private final BlockLimits blocks;
  private @Nullable Long reached;

  RoundRows(PageQuery query) {
    this.query = query;
    this.merge = new PageMerge(query.order(), query.rounds().lacking());
    this.blocks =
        new BlockLimits(query.order(), query.rounds().blockLimit(), query.shelves().all().size());
  }

  void add(Row row) {
    OffsetDateTime time = row.getOffsetDateTime(5);
    reached = time == null ? null : ReadingTime.toMicros(time);
    long at = ReadingTime.toMicros(row.getOffsetDateTime(4));
    byte[] body = row.getBuffer(6).getBytes();
    Long shelf = row.getLong(0);
    if (shelf == null) {
      int place = (int) (row.getLong(1) - 1);
      query.rounds().chunk(place, row.getInteger(3), at);
      add(
          Body.of(
              new Origin.Chunk(id(place), ReadingTime.toMicros(row.getOffsetDateTime(7))), body),
          place);
    } else {
      Shelf one = query.shelves().all().get((int) (shelf - 1));
      Body block = Body.of(one.block(row.getLong(2)), body);
      one.places().forEach(place -> add(block, place));
      blocks.block((int) (shelf - 1), at);
    }
  }

  private void add(Body body, int place) {
    merge.add(body, id(place), place, upToReached(query.rounds().rangeOf(place)));
  }

  private long id(int place) {
    return query.series().get(place).id();
  }

  private TimeRange upToReached(TimeRange range) {
    return reached == null ? range : range.upTo(reached, query.order());
  }

  /** Hands the readings of the page on, and ends the round. */
  Rounds handOn(ReadingSink sink) {
    Rounds rounds = query.rounds();
    RunMerge readings = merge.merged();
    Long end = blocks.reached();
    while (readings.next()
        && !isBehind(readings.timeMicros(), end)
        && rounds.add(readings.place(), readings.timeMicros())) {
      sink.reading(readings.place(), readings.timeMicros(), readings.value());
    }
    if (end == null || (reached != null && query.order().compare(end, reached) >= 0)) {
      rounds.end(reached);
    } else {
      rounds.endAtBlocks(end);
    }
    return rounds;
  }

  private boolean isBehind(long time, @Nullable Long end) {
    return end != null && query.order().compare(time, end) > 0;
  }
}
