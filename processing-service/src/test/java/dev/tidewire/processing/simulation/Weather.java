package dev.tidewire.processing.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What fails when. From {@link #END_MILLIS} on nothing fails. */
public final class Weather {
  /** The end of all faults. */
  public static final long END_MILLIS = 40_000;

  private record Spell(long fromMillis, long toMillis) {}

  private final VirtualTime time;
  private final RandomGenerator random;
  private final double faultRate;
  private final List<Spell> databaseDown;
  private final List<Spell> databaseClosed;
  private final List<Spell> deadLettersDown;

  /** Generates the faults. */
  public Weather(VirtualTime time, RandomGenerator random) {
    this.time = time;
    this.random = random;
    this.faultRate = random.nextDouble() * random.nextDouble() * 0.5;
    this.databaseDown = spells();
    this.databaseClosed = spells();
    this.deadLettersDown = spells();
  }

  private List<Spell> spells() {
    List<Spell> spells = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      long from = random.nextLong(END_MILLIS);
      spells.add(new Spell(from, Math.min(END_MILLIS, from + random.nextLong(15_000))));
    }
    return spells;
  }

  /** Whether a fault strikes a single call. */
  public boolean strikes() {
    return time.millis() < END_MILLIS && random.nextDouble() < faultRate;
  }

  public boolean isDatabaseDown() {
    return isIn(databaseDown);
  }

  /** Whether the database answers but refuses every row. */
  public boolean isDatabaseClosed() {
    return isIn(databaseClosed);
  }

  public boolean areDeadLettersDown() {
    return isIn(deadLettersDown);
  }

  private boolean isIn(List<Spell> spells) {
    long now = time.millis();
    return spells.stream().anyMatch(spell -> spell.fromMillis <= now && now < spell.toMillis);
  }
}
