package dev.tidewire.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DashboardsTest {
  private static final Path RUNBOOKS = Path.of("../../docs/operations.md");
  private static final Pattern ITALIC = Pattern.compile("(?<!\\*)\\*(?![* ])([^*]+)\\*(?!\\*)");

  @Test
  void everyPanel_explainsItselfAndHasAUnit() throws IOException {
    for (Dashboard dashboard : Dashboard.all()) {
      assertThat(dashboard.panels())
          .isNotEmpty()
          .allSatisfy(
              panel -> {
                String where = dashboard.name() + ": " + panel.path("title").asText();
                assertThat(panel.path("title").asText()).as(where).isNotBlank();
                assertThat(panel.path("description").asText()).as(where).endsWith(".");
                assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(where).isNotBlank();
                assertThat(panel.path("targets")).as(where).isNotEmpty();
              });
    }
  }

  @Test
  void noDashboard_dependsOnAnInstallation() throws IOException {
    for (Dashboard dashboard : Dashboard.all()) {
      assertThat(dashboard.json().findValues("datasource"))
          .isNotEmpty()
          .allSatisfy(source -> assertThat(source.path("uid").asText()).isEqualTo("${datasource}"));
      assertThat(dashboard.json().at("/templating/list/0/name").asText()).isEqualTo("datasource");
    }
  }

  @Test
  void everyDashboard_hasAnIdOfItsOwn() throws IOException {
    assertThat(Dashboard.all())
        .extracting(dashboard -> dashboard.json().get("uid").asText())
        .doesNotHaveDuplicates();
    for (Dashboard dashboard : Dashboard.all()) {
      assertThat(dashboard.panels())
          .extracting((JsonNode panel) -> panel.get("id").asInt())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void kustomization_bringsEveryDashboard() throws IOException {
    String kustomization = Files.readString(Path.of("kustomization.yaml"));
    assertThat(Dashboard.all())
        .allSatisfy(
            dashboard ->
                assertThat(kustomization)
                    .contains("- dashboards/%s.json\n".formatted(dashboard.name())));
  }

  @Test
  void units_areThoseOfGrafana() throws IOException {
    Set<String> known = Set.of("s", "short", "bytes", "Bps", "reqps", "ops", "percentunit");
    for (Dashboard dashboard : Dashboard.all()) {
      assertThat(dashboard.panels())
          .extracting(panel -> panel.at("/fieldConfig/defaults/unit").asText())
          .isSubsetOf(known);
    }
  }

  @Test
  void runbooks_nameOnlyDashboardsAndPanelsThatExist() throws IOException {
    // Given
    Set<String> titles = new HashSet<>();
    for (Dashboard dashboard : Dashboard.all()) {
      titles.addAll(dashboard.titles());
    }

    // When
    String prose =
        Files.readString(RUNBOOKS).replaceAll("(?s)```.*?```", "").replaceAll("`[^`\n]*`", "");
    Set<String> named =
        ITALIC
            .matcher(prose)
            .results()
            .map(match -> match.group(1).replaceAll("\\s+", " "))
            .collect(Collectors.toSet());

    // Then
    assertThat(named).isNotEmpty().isSubsetOf(titles);
  }
}
