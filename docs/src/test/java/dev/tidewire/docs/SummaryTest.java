package dev.tidewire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.docs.Ran.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
  @Test
  void summary_hasTheTenSlowestTests_slowestFirst() {
    // Given
    List<Ran> tests = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      tests.add(new Ran("a.StoreIT", "test" + i, Duration.ofSeconds(i), State.PASSED, ""));
    }

    // When
    List<String> lines = Summary.text(tests).lines().toList();

    // Then
    assertThat(lines).contains("The slowest of 12 tests:", "Skipped: none");
    assertThat(lines.stream().filter(line -> line.contains(" s  ")))
        .hasSize(10)
        .startsWith("   12.0 s  StoreIT.test12", "   11.0 s  StoreIT.test11")
        .endsWith("    3.0 s  StoreIT.test3");
  }

  @Test
  void summary_namesWhatWasSkippedByReason() {
    assertThat(
            Summary.text(
                List.of(
                    skipped("a.AlertsTest", "fire", "no promtool"),
                    skipped("a.ImagesIT", "", "images are under test"),
                    skipped("a.AlertsTest", "rest", "no promtool"))))
        .contains(
            """
            Skipped:
              no promtool: AlertsTest.fire, AlertsTest.rest
              images are under test: ImagesIT
            """);
  }

  private static Ran skipped(String type, String name, String reason) {
    return new Ran(type, name, Duration.ZERO, State.SKIPPED, reason);
  }
}
