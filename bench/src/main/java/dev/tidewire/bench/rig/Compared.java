package dev.tidewire.bench.rig;

import dev.tidewire.bench.report.Row;
import dev.tidewire.bench.report.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of Tidewire and of a limit, which alternate. A figure is the median of its rounds, so
 * one disturbed round does not move it.
 */
public record Compared<T>(String name, List<T> ours, List<T> limit) {
  public static final int ROUNDS = 3;

  public static <T> Compared<T> rounds(String name, Turn<T> ours, Turn<T> limit)
      throws IOException, InterruptedException {
    Compared<T> compared = new Compared<>(name, new ArrayList<>(), new ArrayList<>());
    for (int round = 0; round < ROUNDS; round++) {
      compared.ours.add(ours.run());
      compared.limit.add(limit.run());
    }
    return compared;
  }

  /** A figure beside that of the limit. */
  public Row row(String what, Unit unit, ToDoubleFunction<T> figure, @Nullable Double aim) {
    Row.Limit beside = new Row.Limit(name, median(limit, figure));
    return new Row(what, median(ours, figure), unit, beside, aim);
  }

  public static <T> double median(List<T> rounds, ToDoubleFunction<T> figure) {
    return rounds.stream().mapToDouble(figure).sorted().toArray()[rounds.size() / 2];
  }
}
