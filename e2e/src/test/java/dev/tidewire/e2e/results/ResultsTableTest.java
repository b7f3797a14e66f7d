package dev.tidewire.e2e.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTableTest {
  private static final String PAGE =
      """
      before
      <!-- results: written by ./mvnw verify -Plong -->

      | date | commit | fault | what must show | figure |
      | --- | --- | --- | --- | --- |
      | 2026-01-01 | abc | kill | none lost | 0 |
      | 2026-01-01 | abc | freeze | none lost | 0 |

      <!-- end of results -->
      after
      """;

  @Test
  void aRow_replacesTheOlderOneOfItsFaultAndOthersStay() {
    // When
    String page =
        ResultsTable.updated(
            PAGE,
            List.of(
                new Row("2026-02-02", "def", "kill", "none lost", "1"),
                new Row("2026-02-02", "def", "cut", "none lost", "2")));

    // Then
    assertThat(page)
        .isEqualTo(
            PAGE.replace(
                    "| 2026-01-01 | abc | kill | none lost | 0 |",
                    "| 2026-02-02 | def | kill | none lost | 1 |")
                .replace(
                    "| freeze | none lost | 0 |\n",
                    "| freeze | none lost | 0 |\n| 2026-02-02 | def | cut | none lost | 2 |\n"));
  }

  @Test
  void aPageWithoutMarkers_isRefused() {
    assertThatThrownBy(() -> ResultsTable.updated("no place", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
