package dev.tidewire.processing.simulation;

import dev.tidewire.processing.simulation.Topic.Cell;
import dev.tidewire.processing.simulation.Topic.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a read has to find: of each cell the last reading, told in the order of storing. */
final class Expected {
  /** The values that a cell may have. */
  private static final class Values {
    private @Nullable Double certain;
    private final List<Double> unknown = new ArrayList<>(0);
    private final List<Double> late = new ArrayList<>(0);

    private boolean contains(double value) {
      return (certain != null && certain == value)
          || unknown.contains(value)
          || late.contains(value);
    }

    @Override
    public String toString() {
      return "%s or %s, %s".formatted(certain, unknown, late);
    }
  }

  private final Map<Cell, Values> cells = new HashMap<>();

  /** Is stored, after all that was told before. */
  void certain(Sent sent) {
    if (!sent.isPoison()) {
      Values values = values(sent);
      values.certain = sent.value();
      values.unknown.clear();
    }
  }

  /** May be stored, after all that was told before. */
  void unknown(Sent sent) {
    if (!sent.isPoison()) {
      values(sent).unknown.add(sent.value());
    }
  }

  /** May be stored at any time. */
  void late(Sent sent) {
    if (!sent.isPoison()) {
      values(sent).late.add(sent.value());
    }
  }

  private Values values(Sent sent) {
    return cells.computeIfAbsent(sent.cell(), cell -> new Values());
  }

  /** How what was read differs. */
  Optional<String> differs(Map<Cell, Double> read) {
    for (Map.Entry<Cell, Double> one : read.entrySet()) {
      Values values = cells.get(one.getKey());
      if (values == null || !values.contains(one.getValue())) {
        return Optional.of("%s in place of %s".formatted(one, values));
      }
    }
    for (Map.Entry<Cell, Values> one : cells.entrySet()) {
      if (one.getValue().certain != null && !read.containsKey(one.getKey())) {
        return Optional.of("nothing in place of " + one);
      }
    }
    return Optional.empty();
  }
}
