package dev.tidewire.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AlertsTest {
  private static final Pattern RUNBOOK = Pattern.compile("(?m)^### (Tidewire\\w+)$");

  @Test
  void everyAlert_saysHowBadItIsAndWhatItMeans() throws IOException {
    assertThat(Alert.all())
        .isNotEmpty()
        .allSatisfy(
            alert -> {
              assertThat(alert.severity()).isIn("info", "warning", "critical");
              assertThat(alert.annotation("summary")).isNotBlank();
              assertThat(alert.annotation("description")).isNotBlank().endsWith(".");
            });
  }

  @Test
  void everyAlert_hasARunbookAndEveryRunbookAnAlert() throws IOException {
    // Given
    List<Alert> alerts = Alert.all();

    // When
    List<String> runbooks =
        RUNBOOK
            .matcher(Files.readString(Path.of("../../docs/operations.md")))
            .results()
            .map(section -> section.group(1))
            .toList();

    // Then
    assertThat(runbooks)
        .containsExactlyInAnyOrderElementsOf(alerts.stream().map(Alert::name).toList());
    assertThat(alerts)
        .allSatisfy(
            alert ->
                assertThat(alert.annotation("runbook_url"))
                    .endsWith("/docs/operations.md#" + alert.name().toLowerCase(Locale.ROOT)));
  }

  @Test
  void everyAlert_isTestedFiringAndNotFiring() throws IOException {
    List<JsonNode> checks = new ArrayList<>();
    for (Path file : Alert.testFiles()) {
      for (JsonNode test : new YAMLMapper().readTree(file.toFile()).get("tests")) {
        test.get("promql_expr_test").forEach(checks::add);
      }
    }
    for (Alert alert : Alert.all()) {
      assertThat(checks)
          .as(alert.name())
          .anyMatch(check -> isAbout(check, alert) && check.has("exp_samples"))
          .anyMatch(check -> isAbout(check, alert) && !check.has("exp_samples"));
    }
  }

  private static boolean isAbout(JsonNode check, Alert alert) {
    return check.get("expr").asText().contains("alertname=\"" + alert.name() + "\"");
  }
}
