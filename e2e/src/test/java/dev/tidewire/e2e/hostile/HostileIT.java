package dev.tidewire.e2e.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.e2e.fault.Scenario;
import dev.tidewire.e2e.load.Audit;
import dev.tidewire.e2e.load.Load;
import dev.tidewire.e2e.load.Outcome;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.load.Workload;
import dev.tidewire.e2e.results.Effort;
import dev.tidewire.e2e.results.Results;
import dev.tidewire.e2e.stack.Alone;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Loop;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Sql;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Some clients do their worst while others send a few good readings, with a heap of 128 MiB for
 * each service. The others notice nothing.
 */
@Alone
@ExtendWith({Calm.class, Results.class})
class HostileIT {
  private static final Pace LIGHT = new Pace(4, 1, Duration.ofMillis(10));

  /** They are few and spiteful, and no flood. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private static final Duration LENGTH = Effort.seconds(2, 60);
  private static final Duration PATIENCE = Effort.seconds(90, 600);
  private static final Duration SOON = Duration.ofMillis(250);

  private final Tidewire tidewire = Tidewire.shared();

  /**
   * Loads and compiles what good requests beside an attack need, on ingest and on query. On two
   * cores the compiler alone makes the first ones wait for a quarter of a second, and the first
   * probes of a query service that nobody has asked before for longer.
   */
  @BeforeAll
  static void warmUp() {
    Tidewire tidewire = Tidewire.shared();
    List<Attack> attacks = Attacks.all();
    try (Scenario load = Scenario.begin(tidewire, LIGHT)) {
      for (Attack attack : List.of(attacks.get(0), attacks.get(attacks.size() - 1))) {
        try (Loop unused = Loop.start(PAUSE, attack.tasks(tidewire))) {
          Scenario.last(LENGTH);
        }
      }
      load.assertKept();
    }
  }

  static List<Attack> attacks() {
    return Attacks.all();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void goodRequestsAreServed(Attack attack) {
    // Given
    List<Long> pids = pids();
    Workload workload = Workload.fresh();
    try (Audit audit = Audit.begin(workload);
        Load load = Load.startRepeating(() -> tidewire.ingest().http(), workload, LIGHT)) {

      // When
      try (Loop unused = Loop.start(PAUSE, attack.tasks(tidewire));
          Loop watch = Loop.start(Duration.ofMillis(100), List.of(this::assertReady))) {
        Scenario.last(LENGTH);
      }
      load.close();

      // Then
      assertThat(pids()).isEqualTo(pids);
      long good = load.ledger().attempts(Outcome.ACKNOWLEDGED);
      Duration took = load.ledger().percentile(Outcome.ACKNOWLEDGED, 99);
      assertThat(load.ledger().refusals()).isEmpty();
      assertThat(took).isLessThan(SOON);
      audit.assertKept(load.ledger(), PATIENCE);
      assertThat(
              Sql.count("SELECT count(*) FROM series WHERE sensor LIKE '" + Attacks.NEVER + "%'"))
          .isZero();
      Results.record(
          attack.name(),
          "good requests are answered, p99 ≤ 250 ms; no process ends",
          "%d good readings, p99 %d ms, none refused".formatted(good, took.toMillis()));
    }
  }

  private void assertReady() {
    for (Service service : tidewire.services()) {
      assertThat(service.ready().status()).as(service.name()).isEqualTo(200);
    }
  }

  private List<Long> pids() {
    return tidewire.services().stream().map(Service::pid).toList();
  }
}
