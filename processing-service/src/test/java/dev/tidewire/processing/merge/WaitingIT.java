package dev.tidewire.processing.merge;

import static dev.tidewire.processing.merge.MergedHome.ALL;
import static dev.tidewire.processing.merge.MergedHome.HOME;
import static dev.tidewire.processing.merge.MergedHome.MIDNIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.processing.chunk.Merges;
import dev.tidewire.processing.chunk.Reading;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits to be merged. */
class WaitingIT {
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
  void homes_areThoseOfThePartitionsThatAProcessHas() throws Exception {
    // Given
    int offset = 0;
    for (int number : List.of(3, 3, 4, 15)) {
      store.write(number, number, offset++, List.of(new Reading(1, MIDNIGHT, 1)));
    }
    database.merge(15, tables -> Merges.gather(tables, 15, ALL));
    store.execute("UPDATE block SET written_at = now() - interval '90 s' WHERE seq = 1");

    // When
    List<Waiting.Home> homes = database.look(waiting -> waiting.homes(12, Set.of(0, 3)));

    // Then
    assertThat(homes).extracting(Waiting.Home::number).containsExactly(3, 15);
    assertThat(homes).extracting(Waiting.Home::blocks).containsExactly(2L, 0L);
    assertThat(homes.get(0).ageSeconds()).isBetween(90.0, 120.0);
    assertThat(homes.get(1).ageSeconds()).isZero();
  }

  @Test
  void groups_areDueWithEnoughReadingsASeriesOrAfterTheirTime() throws Exception {
    // Given
    for (int i = 0; i < 3; i++) {
      long time = MIDNIGHT + i;
      home.write(List.of(new Reading(64, time, 1), new Reading(65, time, 1), new Reading(1, 0, 1)));
      home.gather(ALL);
    }

    // Then
    assertThat(groups(3)).containsExactlyInAnyOrder(0L, 1L);
    assertThat(groups(4)).isEmpty();

    // When
    store.execute(
        "UPDATE block SET written_at = now() - interval '1 h' WHERE ctid = (SELECT min(ctid)"
            + " FROM block WHERE grp = 1)");

    // Then
    assertThat(groups(4)).containsExactly(1L);
  }

  private List<Long> groups(int readings) {
    return database.look(waiting -> waiting.groups(HOME, readings, Duration.ofHours(1))).stream()
        .map(Waiting.Group::number)
        .toList();
  }
}
