package dev.tidewire.query.store;

import dev.tidewire.query.merge.Shelf;
import dev.tidewire.query.series.Series;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The series of a statement and the shelves of their blocks, as its first parameters. */
final class Shelves {
  /** In a statement, its first five parameters. */
  static final String UNNESTED =
      """
      unnest($1::int[], $2::int[], $3::bigint[], $4::bigint[], $5::bigint[])
        WITH ORDINALITY AS s (home, level, grp, first_series, last_series, shelf)""";

  private final List<Shelf> all;

  private Shelves(List<Shelf> all) {
    this.all = all;
  }

  static Shelves of(List<Series> series) {
    return new Shelves(Shelf.of(series));
  }

  List<Shelf> all() {
    return all;
  }

  /** Parameters, to which others may be added. */
  Tuple parameters() {
    return Tuple.tuple()
        .addValue(array(Shelf::home, Integer[]::new))
        .addValue(array(Shelf::level, Integer[]::new))
        .addValue(array(Shelf::group, Long[]::new))
        .addValue(array(Shelf::firstSeries, Long[]::new))
        .addValue(array(Shelf::lastSeries, Long[]::new));
  }

  private <T> T[] array(Function<Shelf, T> property, IntFunction<T[]> ofSize) {
    return all.stream().map(property).toArray(ofSize);
  }
}
