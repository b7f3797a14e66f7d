package dev.tidewire.query.store;

import io.vertx.sqlclient.Row;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collector;

/** Collectors of rows, which arrive one after another. */
final class InOrder {
  private InOrder() {}

  static <A, R> Collector<Row, A, R> of(
      Supplier<A> begin, BiConsumer<A, Row> add, Function<A, R> end) {
    return Collector.of(
        begin,
        add,
        (left, right) -> {
          throw new UnsupportedOperationException("rows come one after another");
        },
        end);
  }
}
