package dev.tidewire.query.merge;

import dev.tidewire.contract.frame.FrameEncoder;
import dev.tidewire.contract.frame.ReadingColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Bodies of a few series with few times, so that much is written several times. */
record Frames(List<Body> bodies) {
  static final List<Long> IDS = List.of(10L, 11L, 75L);
  private static final int TIMES = 40;

  /** Blocks of both levels in the order of their seq, with chunks that do not overlap. */
  static Frames random(long seed, int blocks) {
    Random random = new Random(seed);
    List<Body> bodies = new ArrayList<>();
    for (long id : IDS) {
      for (int from = random.nextInt(8); from < TIMES; from += 1 + random.nextInt(12)) {
        int to = Math.min(TIMES, from + 1 + random.nextInt(10));
        bodies.add(body(new Origin.Chunk(id, to - 1), some(random, Set.of(id), from, to)));
        from = to;
      }
    }
    for (int seq = 1; seq <= blocks; seq++) {
      Origin origin = new Origin.Block(0, random.nextInt(2), seq);
      Set<Long> ids = new HashSet<>(IDS);
      ids.removeIf(id -> random.nextInt(3) == 0);
      bodies.add(body(origin, some(random, ids, 0, TIMES)));
    }
    bodies.removeIf(body -> body.frame().size() == 0);
    return new Frames(bodies);
  }

  /** At least one reading. */
  private static NavigableMap<Long, NavigableMap<Long, Double>> some(
      Random random, Set<Long> ids, int from, int to) {
    NavigableMap<Long, NavigableMap<Long, Double>> readings = new TreeMap<>();
    List<Long> these = ids.isEmpty() ? IDS : List.copyOf(ids);
    for (int i = 0; i <= random.nextInt(12); i++) {
      readings
          .computeIfAbsent(these.get(random.nextInt(these.size())), id -> new TreeMap<>())
          .put((long) from + random.nextInt(to - from), random.nextInt(100_000) / 100.0);
    }
    return readings;
  }

  static Body body(Origin origin, Map<Long, NavigableMap<Long, Double>> readings) {
    ReadingColumns columns = new ReadingColumns(16);
    readings.forEach((id, of) -> of.forEach((time, value) -> columns.add(id, time, value)));
    return Body.of(origin, FrameEncoder.encode(columns, 0, columns.size()));
  }

  /** The last written value of each time of a series. */
  NavigableMap<Long, Double> of(long id) {
    NavigableMap<Long, Double> all = new TreeMap<>();
    for (int level : List.of(2, 1, 0)) {
      for (Body body : bodies) {
        if (level(body) == level) {
          for (int i = 0; i < body.frame().size(); i++) {
            if (body.frame().seriesId(i) == id) {
              all.put(body.frame().timeMicros(i), body.frame().value(i));
            }
          }
        }
      }
    }
    return all;
  }

  private static int level(Body body) {
    return body.origin() instanceof Origin.Block block ? block.level() : 2;
  }
}
