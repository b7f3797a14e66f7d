package dev.tidewire.query.store;

import java.util.List;
import java.util.stream.Collectors;

/** How Postgres plans a statement. The settings hold for that statement only. */
enum Planner {
  /** As Postgres decides. */
  DEFAULT(List.of()),

  /**
   * One plan of index scans for all parameters, made once for each connection: with hundreds of
   * partitions, planning costs more than reading. The plan must not depend on the size that tables
   * have when it is made, or a partition that was empty then is scanned as a whole from then on.
   * And it must not be compiled, which takes longer than the statement.
   */
  INDEX_SCANS(List.of("plan_cache_mode=force_generic_plan", "enable_seqscan=off", "jit=off")),

  /** The same in the order of the index, where the estimates favor collecting rows and sorting. */
  INDEX_ORDER(
      List.of(
          "plan_cache_mode=force_generic_plan",
          "enable_seqscan=off",
          "jit=off",
          "enable_bitmapscan=off"));

  private final String settings;

  Planner(List<String> settings) {
    this.settings = settings.stream().map(one -> ";SET LOCAL " + one).collect(Collectors.joining());
  }

  /** SQL that makes the settings until the transaction ends; empty or with a leading semicolon. */
  String settings() {
    return settings;
  }
}
