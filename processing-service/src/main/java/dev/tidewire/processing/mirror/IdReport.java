package dev.tidewire.processing.mirror;

import java.util.List;

/**
 * What ids stand for.
 *
 * @param unknown those that no letter has, each once and in their order
 * @param open how many open letters they are
 * @param closed how many letters that are redriven or discarded already
 */
public record IdReport(List<LetterId> unknown, int open, int closed) {
  /** Of no ids. */
  public static final IdReport EMPTY = new IdReport(List.of(), 0, 0);
}
