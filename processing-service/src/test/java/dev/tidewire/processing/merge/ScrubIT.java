package dev.tidewire.processing.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.processing.chunk.Checked;
import dev.tidewire.processing.chunk.Merges;
import dev.tidewire.processing.chunk.Reading;
import dev.tidewire.processing.chunk.Settle;
import dev.tidewire.processing.merge.MergeReport.Damaged;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real database with rows that are damaged, and with rows that are not. */
class ScrubIT {
  private static final int HOME = 3;
  private static final int ALL = 100_000;
  private static final long SECOND = 1_000_000;
  private static final long MIDNIGHT = MergeStore.micros("2025-11-22T00:00:00Z");

  private final DamagedRows damaged = new DamagedRows(Clock.systemUTC());

  @SuppressWarnings("NullAway.Init") // Opened before each test.
  private MergeStore store;

  @SuppressWarnings("NullAway.Init")
  private MergeDatabase database;

  private int offset;

  @BeforeEach
  void open() throws SQLException {
    store = new MergeStore();
    database = store.database();
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void whatIsGood_isCheckedOnceAndNeverTold(long seed) throws Exception {
    // Given
    Random random = new Random(seed);
    for (int step = 0; step < 40; step++) {
      store.write(HOME, HOME, offset++, readings(random));
      if (random.nextInt(4) == 0) {
        gather();
      }
      if (random.nextInt(8) == 0) {
        settle();
      }
    }

    // When
    Checked checked = walk();

    // Then
    assertThat(damaged.all()).isEmpty();
    assertThat(checked.damaged()).isZero();
    assertThat(
            store.strings(
                """
                SELECT sum(rows) || ' ' || sum(n)
                FROM (SELECT count(*) AS rows, sum(n) AS n FROM block
                      UNION ALL SELECT count(*), sum(n) FROM chunk) AS all_tables
                """))
        .containsExactly(checked.rows() + " " + checked.readings());
  }

  /** Many series and days, and all kinds of numbers. */
  private static List<Reading> readings(Random random) {
    List<Reading> readings = new ArrayList<>();
    for (int i = random.nextInt(600); i >= 0; i--) {
      double value =
          switch (random.nextInt(20)) {
            case 0 -> -0.0;
            case 1 -> Double.MIN_VALUE;
            case 2 -> -Double.MAX_VALUE;
            case 3 -> random.nextDouble();
            default -> random.nextInt(1_000) / 10.0;
          };
      long time = MIDNIGHT + (random.nextInt(40) * 43_200L + random.nextInt(9)) * SECOND;
      readings.add(new Reading(random.nextInt(300), time, value));
    }
    return readings;
  }

  @Test
  void bitOfABody_isFound() throws Exception {
    // Given
    settleTwoSeries();

    // When
    store.execute(
        "UPDATE chunk SET body = set_bit(body, 391, 1 - get_bit(body, 391)) WHERE series_id = 7");
    walk();
    walk();

    // Then
    assertThat(damaged.all())
        .singleElement()
        .extracting(Damaged::row)
        .isEqualTo("chunk WHERE series_id = 7 AND end_time = '2025-11-22T00:00:02Z'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n = n + 1",
        "start_time = start_time - interval '1 us'",
        "first = first + 1",
        "last = 'NaN'",
        "least = -least",
        "greatest = greatest + 1e-9",
        "total = total + 1"
      })
  void summaryOfAChunk_isFound(String change) throws Exception {
    // Given
    settleTwoSeries();

    // When
    store.execute("UPDATE chunk SET " + change + " WHERE series_id = 70");
    Checked checked = walk();

    // Then
    assertThat(checked).isEqualTo(new Checked(2, checked.readings(), 1));
    assertThat(damaged.all())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.row())
                  .isEqualTo("chunk WHERE series_id = 70 AND end_time = '2025-11-22T00:00:02Z'");
              assertThat(one.cause()).contains("The row says", "its readings say");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n = n + 1",
        "grp = grp + 1",
        "first_series = first_series + 1",
        "last_series = last_series - 1",
        "min_time = min_time + interval '1 us'",
        "max_time = max_time - interval '1 us'",
        "body = set_bit(body, 400, 1 - get_bit(body, 400))"
      })
  void blockOfLevelOne_isFound(String change) throws Exception {
    // Given
    store.write(HOME, HOME, offset++, twoSeries());
    gather();
    String seq = store.strings("SELECT seq FROM block WHERE grp = 1").get(0);

    // When
    store.execute("UPDATE block SET " + change + " WHERE grp = 1");
    walk();

    // Then
    assertThat(damaged.all())
        .extracting(Damaged::row)
        .containsExactly("block WHERE home = 3 AND seq = " + seq);
  }

  @Test
  void rowThatIsRepairedOrGone_isToldNoMore() throws Exception {
    // Given
    settleTwoSeries();
    store.execute("UPDATE chunk SET total = total + 1");
    walk();
    assertThat(damaged.count()).isEqualTo(2);

    // When
    store.execute("UPDATE chunk SET total = total - 1 WHERE series_id = 7");
    store.execute("DELETE FROM chunk WHERE series_id = 70");
    walk();

    // Then
    assertThat(damaged.count()).isZero();
  }

  @Test
  void partitionThatIsDroppedMeanwhile_isLeftOut() throws Exception {
    // Given
    settleTwoSeries();
    ScrubWalk walk = new ScrubWalk(database, damaged);
    walk.next();
    store.execute("DROP TABLE " + store.strings("SELECT tableoid::regclass FROM chunk").get(0));

    // Then
    while (!walk.isThrough()) {
      assertThat(walk.next()).isEqualTo(new Checked(0, 0, 0));
    }
    assertThat(damaged.count()).isZero();
  }

  private static List<Reading> twoSeries() {
    return List.of(
        new Reading(7, MIDNIGHT, 1),
        new Reading(7, MIDNIGHT + SECOND, 2.5),
        new Reading(7, MIDNIGHT + 2 * SECOND, 4),
        new Reading(70, MIDNIGHT, 1),
        new Reading(71, MIDNIGHT + SECOND, 2),
        new Reading(70, MIDNIGHT + 2 * SECOND, 4.5));
  }

  private void settleTwoSeries() throws SQLException {
    store.write(
        HOME,
        HOME,
        offset++,
        twoSeries().stream().filter(reading -> reading.series() != 71).toList());
    gather();
    settle();
  }

  private void gather() {
    database.merge(HOME, tables -> Merges.gather(tables, HOME, ALL));
  }

  private void settle() throws SQLException {
    for (long group : store.groups(HOME)) {
      database.merge(HOME, tables -> Settle.run(tables, HOME, group, ALL));
    }
  }

  private Checked walk() {
    ScrubWalk walk = new ScrubWalk(database, damaged);
    Checked all = new Checked(0, 0, 0);
    while (!walk.isThrough()) {
      all = all.and(walk.next());
    }
    return all;
  }
}
