package dev.tidewire.processing.merge;

import static dev.tidewire.processing.merge.MergedHome.ALL;
import static dev.tidewire.processing.merge.MergedHome.HOME;
import static dev.tidewire.processing.merge.MergedHome.MIDNIGHT;
import static dev.tidewire.processing.merge.MergedHome.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.processing.chunk.Gather;
import dev.tidewire.processing.chunk.MergeStatements;
import dev.tidewire.processing.chunk.Merged;
import dev.tidewire.processing.chunk.Merges;
import dev.tidewire.processing.chunk.Reading;
import dev.tidewire.processing.chunk.Settle;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Merges that end amid their transaction, after each of its statements. */
class KilledMergeIT {
  @SuppressWarnings("NullAway.Init") // Opened before each test.
  private MergedHome home;

  @SuppressWarnings("NullAway.Init")
  private MergeStore store;

  @SuppressWarnings("NullAway.Init")
  private MergeDatabase database;

  @BeforeEach
  void open() throws SQLException {
    home = new MergedHome();
    store = home.store();
    database = home.database();
  }

  @AfterEach
  void close() throws SQLException {
    home.close();
  }

  @Test
  void mergeThatIsKilled_hasNotHappened() throws Exception {
    // Given
    for (int i = 0; i < 5; i++) {
      home.write(List.of(new Reading(1, MIDNIGHT + i * SECOND, i), new Reading(2, MIDNIGHT, i)));
    }
    home.gather(ALL);
    home.settle(ALL);
    home.write(List.of(new Reading(1, MIDNIGHT + SECOND, 9), new Reading(2, MIDNIGHT - SECOND, 9)));

    // Then
    assertThat(killedAtEachStatement(tables -> Merges.gather(tables, HOME, ALL))).isEqualTo(3);
    assertThat(killedAtEachStatement(tables -> Settle.run(tables, HOME, 0, ALL))).isEqualTo(5);
    assertThat(store.read()).isEqualTo(Reading.last(home.written()));
  }

  @Test
  void gatherThatSettlesAtOnce_andIsKilled_hasNotHappened() throws Exception {
    // Given
    home.write(List.of(new Reading(1, MIDNIGHT, 1), new Reading(2, MIDNIGHT, 1)));
    home.gather(ALL);
    home.settle(ALL);
    home.write(List.of(new Reading(1, MIDNIGHT, 2), new Reading(2, MIDNIGHT, 2)));
    home.gather(ALL);
    home.write(List.of(new Reading(1, MIDNIGHT + SECOND, 3), new Reading(70, MIDNIGHT, 3)));
    Gather.Rule rule = new Gather.Rule(ALL, 1, group -> group == 0);

    // Then
    assertThat(killedAtEachStatement(tables -> Gather.run(tables, HOME, rule))).isEqualTo(11);
    assertThat(store.read()).isEqualTo(Reading.last(home.written()));
    assertThat(store.strings("SELECT level || ' ' || grp FROM block")).containsExactly("1 1");
  }

  /** Returns at how many places it was killed, the commit included. */
  private int killedAtEachStatement(Function<MergeStatements, Merged> merge) throws SQLException {
    for (int statements = 0; ; statements++) {
      List<String> before = store.rows();
      int done = statements;
      AtomicBoolean isThrough = new AtomicBoolean();
      try {
        database.merge(
            HOME,
            tables -> {
              KilledMerge killed = new KilledMerge(tables, store, done);
              Merged merged = merge.apply(killed);
              killed.kill();
              isThrough.set(killed.isThrough());
              return merged;
            });
      } catch (RuntimeException dead) {
        assertThat(store.rows()).as("after %s statements", done).isEqualTo(before);
        continue;
      }
      assertThat(isThrough).isTrue();
      return statements;
    }
  }
}
