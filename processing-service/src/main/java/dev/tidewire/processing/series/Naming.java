package dev.tidewire.processing.series;

import dev.tidewire.contract.Names;
import dev.tidewire.contract.SeriesKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a poll says of one series that is to be entered in the database.
 *
 * @param home the partition that the series is seen on
 * @param unit the first one given, or null
 * @param tags of a key the last one given; those that would make them too many stand alone
 */
record Naming(SeriesKey key, int home, @Nullable String unit, Map<String, String> tags) {
  /**
   * What records say of one series together.
   *
   * @param all in the order of their first readings
   */
  static Naming of(List<NamedSeries> all) {
    NamedSeries first = all.get(0);
    @Nullable String unit = null;
    for (NamedSeries one : all) {
      unit = unit == null ? one.names().unit() : unit;
    }
    return new Naming(first.names().key(), first.source(), unit, tags(all));
  }

  private static Map<String, String> tags(List<NamedSeries> all) {
    List<NamedSeries> inOrder = new ArrayList<>(all);
    // Stable: a series is on one partition, whose places are in the order of its records.
    inOrder.sort(Comparator.comparingInt(NamedSeries::lastAt));
    Map<String, String> tags = Map.of();
    for (NamedSeries one : inOrder) {
      tags = with(tags, one.names().tags());
    }
    return tags;
  }

  private static Map<String, String> with(Map<String, String> tags, Map<String, String> more) {
    if (tags.isEmpty() || more.isEmpty()) {
      return more.isEmpty() ? tags : more;
    }
    Map<String, String> all = new HashMap<>(tags);
    all.putAll(more);
    return all.size() > Names.MAX_TAGS ? more : all;
  }
}
