package dev.tidewire.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.bench.sizing.Costs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on scaling says what the calculation says. */
class ScalingPageTest {
  private static final Pattern COST =
      Pattern.compile("^\\| (?:µs of CPU|bytes) in .*\\| +([0-9.]+) \\|$", Pattern.MULTILINE);

  @Test
  void sizes_followFromTheCostsOnThePage() throws IOException {
    // Given
    String page = Files.readString(Path.of("..", "docs", "scaling.md"));

    // When
    List<Double> numbers =
        COST.matcher(page).results().map(cost -> Double.valueOf(cost.group(1))).toList();

    // Then
    assertThat(numbers).hasSize(7);
    Costs costs =
        new Costs(
            numbers.get(0),
            numbers.get(1),
            numbers.get(2),
            numbers.get(3),
            numbers.get(4),
            numbers.get(5),
            numbers.get(6));
    assertThat(page).contains(SizingTable.costs(costs)).contains(SizingTable.sizes(costs));
  }
}
