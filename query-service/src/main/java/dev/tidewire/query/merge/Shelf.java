package dev.tidewire.query.merge;

import dev.tidewire.contract.frame.SeriesGroup;
import dev.tidewire.query.series.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the blocks of some series are: those that polls of a home wrote, or the merged ones of a
 * group of neighbours.
 *
 * @param places of the series in a list
 */
public record Shelf(
    int home, int level, long group, long firstSeries, long lastSeries, List<Integer> places) {
  /** Where all blocks of these series are. A series without a home has none. */
  public static List<Shelf> of(List<Series> series) {
    Map<Shelf, List<Integer>> shelves = new LinkedHashMap<>();
    for (int place = 0; place < series.size(); place++) {
      Series one = series.get(place);
      if (one.hasHome()) {
        add(shelves, empty(one, 0, 0), place);
        add(shelves, empty(one, 1, SeriesGroup.of(one.id())), place);
      }
    }
    List<Shelf> filled = new ArrayList<>();
    shelves.forEach((shelf, places) -> filled.add(shelf.with(places, series)));
    return filled;
  }

  private static Shelf empty(Series series, int level, long group) {
    return new Shelf(series.home(), level, group, 0, 0, List.of());
  }

  private static void add(Map<Shelf, List<Integer>> shelves, Shelf shelf, int place) {
    shelves.computeIfAbsent(shelf, none -> new ArrayList<>()).add(place);
  }

  private Shelf with(List<Integer> places, List<Series> series) {
    long first = places.stream().mapToLong(place -> series.get(place).id()).min().orElseThrow();
    long last = places.stream().mapToLong(place -> series.get(place).id()).max().orElseThrow();
    return new Shelf(home, level, group, first, last, places);
  }

  /** A block on this shelf. */
  public Origin block(long seq) {
    return new Origin.Block(home, level, seq);
  }
}
