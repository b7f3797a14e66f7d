package dev.tidewire.processing.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesNames;
import dev.tidewire.processing.simulation.SimulatedConfig;
import dev.tidewire.processing.store.UnguardedStore;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeriesCatalogTest {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Server server = new Server();
  private final SeriesCatalog catalog =
      new SeriesCatalog(SimulatedConfig.ofMaxReadings(100), server, UnguardedStore.guard(timer));

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void knownSeries_areNotLookedUpAgain() {
    // Given
    Map<String, Long> first = identify(new Records(1).with("a").with("b"));

    // When
    Map<String, Long> again = identify(new Records(1).with("b").with("a"));

    // Then
    assertThat(server.asked).containsExactly(List.of("a", "b"));
    assertThat(again).isEqualTo(first);
  }

  @Test
  void seriesOfTwoPartitions_isEnteredOnce() {
    // Given
    Records one = new Records(1).with("a");
    Records two = new Records(2).with("a").with("b");

    // When
    identify(one, two);

    // Then
    assertThat(server.asked).containsExactly(List.of("a", "b"));
    assertThat(one.all().get(0).known().home()).isEqualTo(1);
    assertThat(two.all()).extracting(named -> named.known().home()).containsExactly(1, 2);
  }

  @Test
  void idsOfTwoServers_areNeverMixed() {
    // Given
    identify(new Records(1).with("lost").with("a"));
    server.failover();

    // When
    Records records = new Records(1).with("new").with("a");
    Map<String, Long> found = identify(records);

    // Then
    assertThat(server.asked)
        .containsExactly(List.of("lost", "a"), List.of("new"), List.of("new", "a"));
    assertThat(found).isEqualTo(Map.of("new", 1L, "a", 2L));
    assertThat(records.all()).allMatch(one -> one.known().serverStart() == 2);
  }

  @Test
  void forgottenSeries_areLookedUpAgain() {
    // Given
    identify(new Records(1).with("a"));

    // When
    catalog.forget();
    identify(new Records(1).with("a"));

    // Then
    assertThat(server.asked).containsExactly(List.of("a"), List.of("a"));
  }

  /** It may be that of a database that is gone. */
  @Test
  void answerToAQuestionFromBefore_isForgottenAsWell() {
    // Given
    server.meanwhile = catalog::forget;
    identify(new Records(1).with("a"));
    server.meanwhile = () -> {};

    // When
    identify(new Records(1).with("a"));
    identify(new Records(1).with("a"));

    // Then
    assertThat(server.asked).containsExactly(List.of("a"), List.of("a"));
  }

  @Test
  void lastTagsGiven_areTheOnesThatStay() {
    // When
    identify(new Records(1).with("a", Map.of("site", "x")).with("a", Map.of("site", "y")));
    identify(
        new Records(1)
            .with("a", Map.of("site", "z"))
            .with("a", Map.of("site", "y"))
            .with("a", Map.of("floor", "1", "site", "z")));
    identify(
        new Records(1).with("a", Map.of("site", "w")).with("a", Map.of("floor", "1", "site", "z")));

    // Then
    assertThat(server.tags("a")).isEqualTo(Map.of("site", "z", "floor", "1"));
  }

  @Test
  void tagsThatAreGivenAgain_countAgain() {
    // Given
    identify(new Records(1).with("a", Map.of("site", "x")));
    identify(new Records(1).with("a", Map.of("site", "y")));

    // When
    identify(new Records(1).with("a").with("a", Map.of("site", "x")));

    // Then
    assertThat(server.tags("a")).isEqualTo(Map.of("site", "x"));
  }

  @Test
  void tagsThatWouldBeTooMany_standAlone() {
    // Given
    Map<String, String> more = tags("b", 13);

    // When
    identify(new Records(1).with("few", tags("a", 20)).with("few", tags("b", 12)));
    identify(new Records(1).with("many", tags("a", 20)).with("many", more));

    // Then
    assertThat(server.tags("few")).hasSize(32);
    assertThat(server.tags("many")).isEqualTo(more);
  }

  @Test
  void readings_areInTheirUnitOnlyIfNoOtherWasSent() {
    // Given
    Records records = new Records(1).in("a", null).in("a", "Cel").in("a", "K");

    // When
    identify(records);

    // Then
    assertThat(records.all())
        .extracting(one -> one.known().isInItsUnit())
        .containsExactly(true, true, false);
    assertThat(records.all()).allMatch(one -> "Cel".equals(one.known().unit()));
  }

  private static Map<String, String> tags(String prefix, int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(i -> prefix + i, String::valueOf));
  }

  private Map<String, Long> identify(Records... all) {
    List<NamedSeries> series = new ArrayList<>();
    for (Records records : all) {
      series.addAll(records.all());
    }
    catalog.identify(series).await().indefinitely();
    Map<String, Long> ids = new HashMap<>();
    series.forEach(one -> ids.put(one.names().key().sensor(), one.known().id()));
    return ids;
  }

  /** What records of one partition say of series, one reading each. */
  private final class Records {
    private final SeriesNumbers numbers;
    private int readings;

    Records(int source) {
      numbers = new SeriesNumbers(source, catalog.dictionary());
    }

    Records with(String sensor) {
      return with(sensor, Map.of());
    }

    Records with(String sensor, Map<String, String> tags) {
      return with(new SeriesNames(new SeriesKey(sensor, "value"), null, tags));
    }

    Records in(String sensor, @Nullable String unit) {
      return with(new SeriesNames(new SeriesKey(sensor, "value"), unit, Map.of()));
    }

    private Records with(SeriesNames names) {
      byte[] bytes = names.encode();
      int found = numbers.find(bytes, 0, bytes.length);
      int number = found < 0 ? numbers.number(names, bytes, 0, bytes.length) : found;
      numbers.get(number).seenAt(readings++);
      return this;
    }

    List<NamedSeries> all() {
      return numbers.all();
    }
  }

  /** Gives out ids from 1 on, and again after a failover. */
  private static final class Server implements SeriesStatements {
    private final List<List<String>> asked = new ArrayList<>();
    private final Map<SeriesKey, SeriesRow> table = new HashMap<>();
    private long start = 1;

    /** Happens before an answer arrives. */
    private Runnable meanwhile = () -> {};

    void failover() {
      start++;
      table.clear();
    }

    Map<String, String> tags(String sensor) {
      return table.get(new SeriesKey(sensor, "value")).tags();
    }

    @Override
    public Uni<Map<SeriesKey, SeriesRow>> enter(List<Naming> series) {
      asked.add(series.stream().map(one -> one.key().sensor()).toList());
      Map<SeriesKey, SeriesRow> entered = new LinkedHashMap<>();
      for (Naming one : series) {
        SeriesRow row = table.get(one.key());
        Map<String, String> tags = new HashMap<>(row == null ? Map.of() : row.tags());
        tags.putAll(one.tags());
        long id = row == null ? table.size() + 1 : row.id();
        int home = row == null ? one.home() : row.home();
        String unit = row == null || row.unit() == null ? one.unit() : row.unit();
        table.put(one.key(), new SeriesRow(id, home, unit, tags, start));
        entered.put(one.key(), table.get(one.key()));
      }
      return Uni.createFrom().item(entered).invoke(() -> meanwhile.run());
    }
  }
}
