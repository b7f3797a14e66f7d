package dev.tidewire.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

  @Test
  void readsAllOptions() {
    // When
    Request request =
        Request.parse(
            List.of(
                "--fresh --replicas 2 --without query --data /var/tw --demo --without ingest"
                    .split(" ")));

    // Then
    assertThat(request)
        .isEqualTo(
            new Request.Run(
                Path.of("/var/tw"),
                true,
                true,
                2,
                Set.of(StackPort.INGEST, StackPort.QUERY),
                false));
  }

  @Test
  void keepsTheDataAndPlaysNothingUnlessAsked() {
    // When
    Request request = Request.parse(List.of("--data", "/var/tw"));

    // Then
    assertThat(request)
        .isEqualTo(new Request.Run(Path.of("/var/tw"), false, false, 1, Set.of(), false));
  }

  @Test
  void takesARelativeFolderFromWhereWeAre() {
    // When
    Request request = Request.parse(List.of("--data", "some/../where"));

    // Then
    assertThat(request)
        .isEqualTo(
            new Request.Run(Path.of("where").toAbsolutePath(), false, false, 1, Set.of(), false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--frehs", "-x", "start", ""})
  void namesAnOptionThatItDoesNotKnow(String option) {
    // When
    Request request = Request.parse(List.of("--data", "d", option));

    // Then
    assertThat(request)
        .isEqualTo(new Request.Mistake("`" + option + "` is not an option; --help lists them"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--data", "--data --fresh", "--data  "})
  void asksForTheFolderThatIsMissing(String line) {
    // When
    Request request = Request.parse(List.of(line.split(" ", -1)));

    // Then
    assertThat(request).isEqualTo(new Request.Mistake("--data needs the name of a folder"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--replicas", "--replicas 0", "--replicas 7", "--replicas two"})
  void asksForANumberOfReplicas(String line) {
    // When
    Request request = Request.parse(List.of(line.split(" ")));

    // Then
    assertThat(request).isEqualTo(new Request.Mistake("--replicas needs a number, 1 to 6"));
  }

  @Test
  void secureRunsEverything() {
    // When
    Request secure = Request.parse(List.of("--data", "/var/tw", "--secure"));
    Request demo = Request.parse(List.of("--data", "/var/tw", "--secure", "--demo"));

    // Then
    assertThat(secure)
        .isEqualTo(new Request.Run(Path.of("/var/tw"), false, false, 1, Set.of(), true));
    assertThat(demo)
        .asInstanceOf(InstanceOfAssertFactories.type(Request.Mistake.class))
        .extracting(Request.Mistake::message)
        .asString()
        .contains("--secure", "--demo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--without", "--without Kafka", "--without postgres", "--without Query"})
  void asksForAServiceToLeaveOut(String line) {
    // When
    Request request = Request.parse(List.of(line.split(" ")));

    // Then
    assertThat(request)
        .isEqualTo(new Request.Mistake("--without needs a service: ingest, processing or query"));
  }
}
