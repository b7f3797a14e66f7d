package dev.tidewire.local.supervise;

import java.time.Duration;

/** How long to wait before a process that died is started again: 1 s, doubling up to 30 s. */
public final class RestartPause {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration RAN_WELL = Duration.ofMinutes(1);

  private Duration next = SHORTEST;

  /** The pause after a run of this length; a run of a minute makes the pause short again. */
  Duration after(Duration run) {
    if (run.compareTo(RAN_WELL) >= 0) {
      next = SHORTEST;
    }
    Duration pause = next;
    Duration doubled = pause.multipliedBy(2);
    next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return pause;
  }
}
