package dev.tidewire.bench.rig;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How much is measured.
 *
 * @param measured how long each figure is measured, all rounds together; where readings are
 *     counted, a round has what an average machine stores in that time
 * @param grown how many readings of each series a store holds that has grown
 * @param each how many readings of each of many series a round stores
 * @param soak how long readings come at real speed
 * @param scratch the folder for data of peers
 */
public record Plan(Duration measured, int grown, int each, Duration soak, Path scratch) {
  private static final int READINGS_PER_SECOND = 100_000;

  /** What an average machine stores in the time. */
  public long readings() {
    return measured.toSeconds() * READINGS_PER_SECOND;
  }

  /** The time of a round. */
  public Duration turn() {
    return measured.dividedBy(Compared.ROUNDS);
  }
}
