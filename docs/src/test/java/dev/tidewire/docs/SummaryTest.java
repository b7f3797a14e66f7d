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
      tests.add(new Ran("e2e", "a.StoreIT", "test" + i, Duration.ofSeconds(i), State.PASSED, ""));
    }

    // When
    List<String> lines = Summary.text(tests).lines().toList();

    // Then
    assertThat(lines).contains("The slowest of 12 tests:", "Skipped: none");
    assertThat(lines.stream().filter(line -> line.contains(" s  ")))
        .hasSize(10)
        .startsWith("   12.0 s  e2e StoreIT.test12", "   11.0 s  e2e StoreIT.test11")
        .endsWith("    3.0 s  e2e StoreIT.test3");
  }

  @Test
  void summary_namesWhatWasSkippedByReason() {
    assertThat(
            Summary.text(
                List.of(
                    skipped("a.AlertsTest", "fire(int)[1]", "no promtool"),
                    skipped("a.AlertsTest", "fire(int)[2]", "no promtool"),
                    skipped("a.ImagesIT", "", "only images are tested"),
                    skipped("a.AlertsTest", "rest", "no promtool"))))
        .contains(
            """
            Skipped:
              e2e AlertsTest.fire, e2e AlertsTest.rest
                  no promtool
              e2e ImagesIT
                  only images are tested
            """);
  }

  private static Ran skipped(String type, String name, String reason) {
    return new Ran("e2e", type, name, Duration.ZERO, State.SKIPPED, reason);
  }
}
