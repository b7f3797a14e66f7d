package dev.tidewire.query.request;

import dev.tidewire.platform.access.NameRange;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * Which series of its sensors a request is about.
 *
 * @param metrics none for all. With tags, a metric also stands for all that have labels behind it:
 *     {@code cpu} for <code>cpu{core="0"}</code>
 * @param tags that a series has, among others; none for all series
 */
public record SeriesFilter(SortedSet<String> metrics, SortedMap<String, String> tags) {
  /** Whether which series these are depends on their tags, which change. */
  public boolean hasTags() {
    return !tags.isEmpty();
  }

  /** The metrics that it is about when it has tags. Ranges may overlap. */
  public List<NameRange> ranges() {
    return metrics.isEmpty()
        ? List.of(NameRange.ofPrefix(""))
        : metrics.stream()
            .flatMap(name -> Stream.of(NameRange.ofName(name), NameRange.ofPrefix(name + "{")))
            .toList();
  }

  /** All that it says, for the identity of a query. */
  public List<String> terms() {
    return Stream.concat(metrics.stream(), tags.entrySet().stream().flatMap(SeriesFilter::term))
        .toList();
  }

  /** No metric is empty, so none is taken for the beginning of a tag. */
  private static Stream<String> term(Map.Entry<String, String> tag) {
    return Stream.of("", tag.getKey(), tag.getValue());
  }
}
