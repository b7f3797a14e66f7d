package dev.tidewire.e2e.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewire.contract.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The compose file agrees with the contract and the services, and is safe as it is. */
class ComposeFileTest {
  private static final Path FILE = Path.of("../deploy/compose/compose.yaml");
  private static final Map<String, String> PASSWORD = Map.of("TIDEWIRE_DATABASE_PASSWORD", "p");
  private static final Pattern CREATION = Pattern.compile("topic (tidewire\\S+)((\\s+\\S+)*?)\n");
  private static final Pattern SETTING = Pattern.compile("--config (\\S+)=(\\S+)");

  private final ComposeFile file = read(PASSWORD);

  private static ComposeFile read(Map<String, String> variables) {
    try {
      return ComposeFile.read(FILE, variables);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(Topics.class)
  void topics_areMadeAsTheContractSays(Topics topic) {
    // Given
    String script = file.service("topics").command().get(0);

    // When
    List<String> creations =
        CREATION
            .matcher(script.replace("\\\n", ""))
            .results()
            .filter(creation -> creation.group(1).equals(topic.topicName()))
            .map(MatchResult::group)
            .toList();

    // Then
    assertThat(creations).hasSize(1);
    Map<String, String> settings =
        SETTING
            .matcher(creations.get(0))
            .results()
            .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
    assertThat(settings).isEqualTo(topic.settings());
    assertThat(creations.get(0)).contains("--partitions " + topic.partitions() + " ");
  }

  @Test
  void everyPort_isOpenToThisMachineOnly() {
    // When
    List<String> addresses =
        file.services().values().stream()
            .flatMap(service -> service.ports().stream())
            .map(ComposeService.Port::address)
            .toList();

    // Then
    assertThat(addresses).hasSize(8).containsOnly("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "processing", "query"})
  void service_isReachedWhereItListens(String name) throws IOException {
    // Given
    Path properties = Path.of("../" + name + "-service/src/main/resources/application.properties");

    // When
    List<Integer> ports =
        file.service(name).ports().stream().map(ComposeService.Port::container).toList();

    // Then
    assertThat(Files.readAllLines(properties))
        .contains("quarkus.http.port=" + ports.get(0), "quarkus.management.port=" + ports.get(1));
  }

  @Test
  void ourContainers_haveNoMoreThanTheyNeed() {
    // When
    List<ComposeService> ours =
        file.services().values().stream().filter(ComposeService::isOurs).toList();

    // Then
    assertThat(ours)
        .hasSize(4)
        .allSatisfy(
            service -> {
              assertThat(service.isReadOnly()).isTrue();
              assertThat(service.content()).containsEntry("cap_drop", List.of("ALL"));
              assertThat(service.memoryMebibytes()).isEqualTo(320);
            });
  }

  @Test
  void withoutAPassword_tellsWhatToDo() {
    assertThatThrownBy(() -> read(Map.of()))
        .hasMessageContaining("TIDEWIRE_DATABASE_PASSWORD is not set")
        .hasMessageContaining(".env.example");
  }
}
