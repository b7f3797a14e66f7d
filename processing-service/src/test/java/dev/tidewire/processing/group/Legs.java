package dev.tidewire.processing.group;

import java.util.UUID;

/** Legs for tests of other packages. */
public final class Legs {
  private Legs() {}

  /** Of a consumer that has just got its partition. */
  public static Leg unplaced() {
    return Leg.unplaced(1);
  }

  /** Of a consumer that has gone back by itself. */
  public static Leg back() {
    return Leg.back(1);
  }

  /** Of a consumer that was sent to the start of this topic. */
  public static Leg placed(UUID topicId) {
    return Leg.placed(1, topicId, 0);
  }
}
