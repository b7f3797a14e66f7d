package dev.tidewire.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.report.Row;
import dev.tidewire.bench.report.Unit;
import dev.tidewire.bench.rig.Compared;
import dev.tidewire.bench.rig.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparedTest {
  @Test
  void alternatesAndTakesTheMiddleRound() throws Exception {
    // Given
    List<String> order = new ArrayList<>();
    Iterator<Double> ours = List.of(100.0, 300.0, 200.0).iterator();
    Iterator<Double> limit = List.of(900.0, 400.0, 100.0).iterator();

    // When
    Compared<Double> compared =
        Compared.rounds(
            "bare",
            () -> {
              order.add("ours");
              return ours.next();
            },
            () -> {
              order.add("limit");
              return limit.next();
            });

    // Then
    assertThat(order).containsExactly("ours", "limit", "ours", "limit", "ours", "limit");
    assertThat(compared.row("a", Unit.REQUESTS_PER_SECOND, Double::doubleValue, 0.5))
        .isEqualTo(new Row("a", 200, Unit.REQUESTS_PER_SECOND, new Row.Limit("bare", 400), 0.5));
  }

  @Test
  void sharesTheCpuTimeSinceBeforeAmongTheReadings() {
    // Given
    Map<Part, Duration> before = Map.of(Part.INGEST, Duration.ofSeconds(10));
    Map<Part, Duration> after =
        Map.of(Part.INGEST, Duration.ofSeconds(12), Part.KAFKA, Duration.ofSeconds(1));

    // When
    Work work = Work.of(1_000_000, 4_000_000_000L, before, after);

    // Then
    assertThat(work.perSecond()).isEqualTo(250_000);
    assertThat(work.cpuMicros()).containsOnly(entry(Part.INGEST, 2.0), entry(Part.KAFKA, 1.0));
  }

  @Test
  void reportsTheHeapThatGrewMost() {
    assertThat(
            SoakMeasurement.row(
                    Map.of(
                        Part.INGEST, List.of(20.0, 70.0, 24.0),
                        Part.QUERY, List.of(30.0, 31.0, 25.0)))
                .figure())
        .isEqualTo(4);
    assertThat(SoakMeasurement.row(Map.of(Part.INGEST, List.of(20.0, 10.0))).figure()).isZero();
  }
}
