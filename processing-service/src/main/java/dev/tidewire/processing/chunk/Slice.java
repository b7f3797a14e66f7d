package dev.tidewire.processing.chunk;

import java.util.ArrayList;
import java.util.List;

/** Neighbours among readings: those from {@code from} to before {@code to}. */
public record Slice(int from, int to) {
  public int size() {
    return to - from;
  }

  public boolean isEmpty() {
    return from == to;
  }

  /** The same readings in the fewest parts of at most so many, of about the same size. */
  public List<Slice> cut(int most) {
    int parts = (size() + most - 1) / most;
    List<Slice> slices = new ArrayList<>(parts);
    for (int i = 0; i < parts; i++) {
      slices.add(new Slice(start(i, parts), start(i + 1, parts)));
    }
    return slices;
  }

  private int start(int part, int parts) {
    return from + (int) ((long) size() * part / parts);
  }
}
