package dev.tidewire.contract.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RunsTest {
  private record Key(long series, long time) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int bySeries = Long.compare(series, other.series);
      return bySeries == 0 ? Long.compare(time, other.time) : bySeries;
    }
  }

  /** Few series and times, so that most runs have some in common. */
  @Provide
  Arbitrary<List<NavigableMap<Key, Double>>> runs() {
    Arbitrary<Key> keys =
        Combinators.combine(Arbitraries.longs().between(-1, 3), Arbitraries.longs().between(0, 9))
            .as(Key::new);
    return Arbitraries.maps(keys, Arbitraries.doubles())
        .ofMaxSize(30)
        .<NavigableMap<Key, Double>>map(TreeMap::new)
        .list()
        .ofMaxSize(12);
  }

  @Property
  void theLastOfEachSeriesAndTime_stands(@ForAll("runs") List<NavigableMap<Key, Double>> runs) {
    // Given
    NavigableMap<Key, Double> last = new TreeMap<>();
    runs.forEach(last::putAll);

    // When
    ReadingColumns merged = Runs.merge(runs.stream().map(RunsTest::columns).toList());

    // Then
    assertThat(merged).isEqualTo(columns(last));
  }

  private static ReadingColumns columns(NavigableMap<Key, Double> run) {
    ReadingColumns columns = new ReadingColumns(run.size());
    run.forEach((key, value) -> columns.add(key.series(), key.time(), value));
    return columns;
  }
}
