package dev.tidewire.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class SizingTest {
  static final Map<Cost, Double> COSTS =
      Map.of(
          Cost.INGEST, 1.004,
          Cost.KAFKA, 0.5,
          Cost.PROCESSING, 1.0,
          Cost.POSTGRES, 3.0,
          Cost.TOPIC, 15.0,
          Cost.WAL, 100.0,
          Cost.TABLE, 90.0);

  @Example
  void aMillionReadingsASecond_takeTwiceWhatTheyUse() {
    assertThat(new Sizing(COSTS, 1e6).cells())
        .containsExactly(
            "1,000,000",
            "12",
            "2 × 2 cores",
            "4 × 2 cores",
            "3.0",
            "27 TB",
            "6.0",
            "100 MB",
            "7.8 TB",
            "1");
  }

  @Example
  void aFewReadings_haveTwoOfEachAllTheSame() {
    // When
    Sizing sizing = new Sizing(COSTS, 10);

    // Then
    assertThat(sizing.cells()).containsSequence("12", "2 × 2 cores", "2 × 2 cores");
  }

  @Property
  void noConsumerIsWithoutAPartition(@ForAll @DoubleRange(min = 1, max = 1e8) double rate) {
    // When
    Sizing sizing = new Sizing(COSTS, rate);

    // Then
    assertThat(sizing.processingReplicas() * Sizing.CONSUMERS)
        .isLessThanOrEqualTo(sizing.partitions());
  }

  @Example
  void thePageOnScaling_followsFromTheCostsOnIt() throws IOException {
    // Given
    String page = Files.readString(Path.of("..", "docs", "scaling.md"));

    // When
    Map<Cost, Double> costs = new EnumMap<>(Cost.class);
    for (Cost cost : Cost.values()) {
      Matcher row =
          Pattern.compile("\\| " + Pattern.quote(cost.label()) + " *\\| +([0-9.]+) \\|")
              .matcher(page);
      assertThat(row.find()).as(cost.label()).isTrue();
      costs.put(cost, Double.valueOf(row.group(1)));
    }

    // Then
    assertThat(page).contains(Sizing.costs(costs)).contains(Sizing.sizes(costs));
  }
}
