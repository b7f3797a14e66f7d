package dev.tidewire.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.ContainerConfig;
import dev.tidewire.e2e.results.Effort;
import dev.tidewire.e2e.results.Results;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** What the images promise beside what their services do. */
class ImagesIT {
  private static final Duration READY_WITHIN = Duration.ofSeconds(2);

  /** What two cores can do in that time. */
  private static final Duration CPU_WITHIN = READY_WITHIN.multipliedBy(2);

  /** Whatever else runs on this machine makes a start slower, and none of it makes one faster. */
  private static final int STARTS = 5;

  @BeforeAll
  static void onlyWhereImagesAreUnderTest() {
    assumeThat(Tidewire.fromImages()).as("images are under test").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "processing", "query"})
  void image_tellsWhatItIsAndRunsAsNobodyInParticular(String name) {
    // When
    InspectImageResponse image =
        DockerClientFactory.instance().client().inspectImageCmd(image(name)).exec();

    // Then
    ContainerConfig config = Objects.requireNonNull(image.getConfig());
    assertThat(config.getUser()).matches("[1-9][0-9]*:[1-9][0-9]*");
    assertThat(config.getHealthcheck()).isNotNull();
    assertThat(config.getLabels())
        .containsEntry("org.opencontainers.image.title", "tidewire-" + name)
        .containsEntry("org.opencontainers.image.version", System.getProperty("tidewire.version"))
        .containsKey("org.opencontainers.image.revision");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "processing", "query"})
  void service_worksWithoutAnyPrivilege(String name) throws IOException {
    // Given
    Service service = service(name);

    // When
    String process = Files.readString(Path.of("/proc/" + service.pid() + "/status"));

    // Then
    assertThat(process)
        .containsPattern("Uid:\\s+10001\\s+10001\\s+10001\\s+10001")
        .containsPattern("CapEff:\\s+0+\n");
    assertThat(service.ready().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "processing", "query"})
  void service_usesTheCacheOfItsImage(String name) {
    // Given: a JVM that ends when it cannot use its cache
    try (GenericContainer<?> container =
        new GenericContainer<>(image(name))
            .withCommand("-XX:AOTMode=on", "-jar", "quarkus-run.jar")
            .withEnv("TIDEWIRE_SECURITY_MODE", "none")
            .waitingFor(Wait.forLogMessage(".*started in.*", 1))) {
      // When
      container.start();

      // Then
      assertThat(container.isRunning()).isTrue();
    }
  }

  /**
   * By the CPU time, which hardly depends on what else the machine does. By the clock in the long
   * run only, for the rest of the stack is on the same cores.
   *
   * @param cpuSeconds most of it in the short run
   */
  @ParameterizedTest
  @CsvSource({"ingest, 4", "processing, 5", "query, 4"})
  void service_startsQuickly(String name, int cpuSeconds) throws IOException {
    // Given
    Service service = service(name);
    service.stop();

    // When
    Start best = Start.measure(service);
    for (int i = 1; i < STARTS && best.took().compareTo(READY_WITHIN) > 0; i++) {
      service.stop();
      best = best.better(Start.measure(service));
    }

    // Then
    Results.record(
        "start of the image of " + name + " beside the whole stack, the best of " + STARTS,
        "ready ≤ 2 s, with ≤ 4 s of CPU",
        "ready after %s, with %s of CPU; others took %.0f %% of the cores"
            .formatted(
                Results.seconds(best.took()),
                Results.seconds(best.cpu()),
                best.othersShare() * 100));
    assertThat(best.cpu()).isLessThanOrEqualTo(Duration.ofSeconds(cpuSeconds));
    if (Effort.isLong()) {
      assertThat(best.cpu()).isLessThanOrEqualTo(CPU_WITHIN);
      assertThat(best.took()).isLessThanOrEqualTo(READY_WITHIN);
    }
  }

  private static Service service(String name) {
    return Tidewire.shared().services().stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String image(String name) {
    return "tidewire/" + name + ":" + System.getProperty("tidewire.version");
  }
}
