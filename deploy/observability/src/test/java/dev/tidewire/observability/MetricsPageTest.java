package dev.tidewire.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The page of metrics says truly which alert and which dashboard uses what. */
class MetricsPageTest {
  @Test
  void everyUseOfAMetric_isOnThePageAndNoOther() throws IOException {
    // Given
    Map<String, DocumentedMetric> page = DocumentedMetric.all();
    Map<String, Set<String>> alerts = new TreeMap<>();
    Map<String, Set<String>> dashboards = new TreeMap<>();

    // When
    for (Alert alert : Alert.all()) {
      enter(alert.name(), alert.expr(), page, alerts);
    }
    for (Dashboard dashboard : Dashboard.all()) {
      for (String expression : dashboard.expressions()) {
        enter(dashboard.name(), expression, page, dashboards);
      }
    }

    // Then
    assertThat(page.keySet()).containsAll(alerts.keySet()).containsAll(dashboards.keySet());
    page.values()
        .forEach(
            metric -> {
              assertThat(metric.alerts())
                  .as("alerts of %s", metric.name())
                  .isEqualTo(alerts.getOrDefault(metric.name(), Set.of()));
              assertThat(metric.dashboards())
                  .as("dashboards of %s", metric.name())
                  .isEqualTo(dashboards.getOrDefault(metric.name(), Set.of()));
            });
  }

  @Test
  void metricsOfOthers_areListedOnlyWhenUsed() throws IOException {
    assertThat(DocumentedMetric.all().values())
        .filteredOn(metric -> !metric.name().startsWith("tidewire_"))
        .isNotEmpty()
        .allSatisfy(
            metric ->
                assertThat(metric.alerts().size() + metric.dashboards().size())
                    .as(metric.name())
                    .isPositive());
  }

  @Test
  void metricsOfTidewire_areOnADashboard() throws IOException {
    assertThat(DocumentedMetric.all().values())
        .filteredOn(metric -> metric.name().startsWith("tidewire_"))
        .isNotEmpty()
        .allSatisfy(metric -> assertThat(metric.dashboards()).as(metric.name()).isNotEmpty());
  }

  private static void enter(
      String user,
      String expression,
      Map<String, DocumentedMetric> page,
      Map<String, Set<String>> uses) {
    for (String metric : Expression.metrics(expression)) {
      String listed = DocumentedMetric.listedName(metric, page);
      uses.computeIfAbsent(listed, name -> new TreeSet<>()).add(user);
    }
  }
}
