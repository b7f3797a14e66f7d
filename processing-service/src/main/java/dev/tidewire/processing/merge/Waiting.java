package dev.tidewire.processing.merge;

import static dev.tidewire.processing.store.Parameters.ints;
import static dev.tidewire.processing.store.Parameters.longs;

import dev.tidewire.processing.tables.MergeConnection;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which blocks wait to be merged. */
final class Waiting {
  /**
   * The blocks of level 0 of a home.
   *
   * @param blocks how many wait
   * @param ageSeconds of the oldest; 0 if there is none
   */
  record Home(int number, long blocks, double ageSeconds) {
    /** The home after so many of the blocks were taken. */
    Home without(int taken) {
      return new Home(number, blocks - taken, ageSeconds);
    }
  }

  /**
   * The blocks of level 1 of a group.
   *
   * @param blocks how many wait
   * @param ageSeconds of the oldest
   */
  record Group(long number, long blocks, double ageSeconds) {}

  /** Goes from home to home in the index, so that it is cheap however many blocks there are. */
  private static final String HOMES =
      """
      WITH RECURSIVE known (home) AS (
        (SELECT home FROM block ORDER BY home LIMIT 1)
        UNION ALL
        SELECT (SELECT b.home FROM block AS b WHERE b.home > known.home ORDER BY b.home LIMIT 1)
        FROM known WHERE known.home IS NOT NULL)
      SELECT home, written.blocks, coalesce(extract(epoch FROM now() - written.oldest), 0)::float8
      FROM known,
           LATERAL (SELECT count(*) AS blocks, min(written_at) AS oldest FROM block AS b
                    WHERE b.home = known.home AND b.level = 0) AS written
      WHERE home IS NOT NULL AND mod(home, $1) = ANY ($2::int[])
      """;

  private static final String GROUPS =
      """
      SELECT grp, count(*), extract(epoch FROM now() - min(written_at))::float8
      FROM block WHERE home = $1 AND level = 1 GROUP BY grp
      HAVING sum(n) >= $2 * (max(last_series) - min(first_series) + 1)
          OR extract(epoch FROM now() - min(written_at)) >= $3::float8
      """;

  private static final String THOSE =
      """
      SELECT place
      FROM unnest($1::int[], $2::int[], $3::bigint[])
             WITH ORDINALITY AS job (home, level, grp, place)
      WHERE EXISTS (SELECT FROM block AS b
                    WHERE b.home = job.home AND b.level = job.level AND b.grp = job.grp)
      """;

  private final MergeConnection connection;

  Waiting(MergeConnection connection) {
    this.connection = connection;
  }

  /**
   * The homes with blocks of any level.
   *
   * @param partitions how many the readings topic has
   * @param owned only homes that are these, modulo the number of partitions
   */
  List<Home> homes(int partitions, Set<Integer> owned) {
    List<Home> homes = new ArrayList<>();
    for (Row row : connection.ask(HOMES, Tuple.of(partitions, owned.toArray(Integer[]::new)))) {
      homes.add(new Home(row.getInteger(0), row.getLong(1), row.getDouble(2)));
    }
    return homes;
  }

  /** The groups of a home with so many readings a series, or whose oldest block is so old. */
  List<Group> groups(int home, int readingsOfSeries, Duration age) {
    List<Group> groups = new ArrayList<>();
    Tuple when = Tuple.of(home, (long) readingsOfSeries, age.toMillis() / 1_000.0);
    for (Row row : connection.ask(GROUPS, when)) {
      groups.add(new Group(row.getLong(0), row.getLong(1), row.getDouble(2)));
    }
    return groups;
  }

  /** Those of the merges that have blocks to merge. */
  Set<MergeJob> those(List<MergeJob> jobs) {
    Set<MergeJob> those = new HashSet<>();
    Tuple keys =
        Tuple.of(
            ints(jobs, MergeJob::home),
            ints(jobs, MergeJob::level),
            longs(jobs, MergeJob::groupNumber));
    for (Row row : connection.ask(THOSE, keys)) {
      those.add(jobs.get((int) (row.getLong(0) - 1)));
    }
    return those;
  }
}
