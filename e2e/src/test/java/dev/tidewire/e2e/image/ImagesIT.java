package dev.tidewire.e2e.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.ContainerConfig;
import dev.tidewire.e2e.load.Audit;
import dev.tidewire.e2e.load.Load;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.load.Workload;
import dev.tidewire.e2e.results.Effort;
import dev.tidewire.e2e.results.Results;
import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Launch;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;

/** What the images promise in addition to what their services do. */
class ImagesIT {
  private static final Duration READY_WITHIN = Duration.ofSeconds(2);

  /** The CPU time of two cores in that time. */
  private static final Duration CPU_WITHIN = READY_WITHIN.multipliedBy(2);

  /** The best counts: other processes can make a start slower, but not faster. */
  private static final int STARTS = 5;

  private static final int READINGS = Effort.times(500_000, 2_000_000);
  private static final Duration PATIENCE = Effort.seconds(120, 300);

  /** 90 % of the 320 MiB that a container has here. */
  private static final long MOST_MEMORY = (320L << 20) * 9 / 10;

  @BeforeEach
  void onlyWhereImagesAreUnderTest() {
    assumeTrue(Tidewire.fromImages(), "only -Dtidewire.services=images tests images");
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
  void image_hasTheBillOfMaterialsOfItsPackage(String name) throws IOException {
    // Given
    Path bill =
        Path.of(System.getProperty("tidewire.root"))
            .resolve(name + "-service/target/quarkus-run-cyclonedx.json");

    // When
    byte[] ofImage;
    try (GenericContainer<?> container = inPlaceOfService(name, "true")) {
      container.start();
      ofImage =
          container.copyFileFromContainer("/tidewire/sbom.cdx.json", InputStream::readAllBytes);
    }

    // Then
    assertThat(ofImage).isEqualTo(Files.readAllBytes(bill));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "processing", "query"})
  void image_hasNoSetuidProgram(String name) {
    try (GenericContainer<?> container =
        inPlaceOfService(name, "find", "/", "-xdev", "-type", "f", "-perm", "/6000")) {
      // When
      container.start();

      // Then
      assertThat(container.getLogs(OutputFrame.OutputType.STDOUT)).isEmpty();
    }
  }

  /** Its compressed size, as a registry stores it and a node pulls it. */
  @ParameterizedTest
  @ValueSource(strings = {"ingest", "processing", "query"})
  void image_isSmall(String name) throws IOException {
    // Given
    assumeTrue(
        Effort.isLong(), "packing takes a quarter of a minute, so only the long run does it");
    Deflater packer = new Deflater();

    // When
    try (InputStream image =
            DockerClientFactory.instance().client().saveImageCmd(image(name)).exec();
        OutputStream packed =
            new DeflaterOutputStream(OutputStream.nullOutputStream(), packer, 1 << 16)) {
      image.transferTo(packed);
    }

    // Then
    long megabytes = packer.getBytesWritten() / 1_000_000;
    Results.record("image of " + name + ", packed", "≤ 200 MB", megabytes + " MB");
    assertThat(megabytes).isLessThanOrEqualTo(200);
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
    // Given: a JVM that exits when it cannot use its cache
    try (GenericContainer<?> container =
        new GenericContainer<>(image(name))
            .withCommand("-XX:AOTMode=on", "-jar", "quarkus-run.jar")
            .withEnv("TIDEWIRE_SECURITY_MODE", "none")
            .waitingFor(Wait.forLogMessage(".*started in.*", 1))) {
      // When
      Launch.start(container);

      // Then
      assertThat(container.isRunning()).isTrue();
    }
  }

  /**
   * Always checks the CPU time, which hardly depends on other processes. Checks the elapsed time
   * only in the long run, because the rest of the stack shares the cores.
   */
  @ParameterizedTest
  @ValueSource(strings = {"ingest", "processing", "query"})
  void service_startsQuickly(String name) throws IOException {
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
    assertThat(best.cpu()).isLessThanOrEqualTo(CPU_WITHIN);
    if (Effort.isLong()) {
      assertThat(best.took()).isLessThanOrEqualTo(READY_WITHIN);
    }
  }

  /** After full load, readers and a backlog, each service has allocated its maximum. */
  @Test
  void fullLoadAndABacklog_leaveRoomInEachContainer() {
    // Given
    Tidewire tidewire = Tidewire.shared();
    Service processing = service("processing");
    Workload workload = Workload.fresh();
    List<Long> pids = pids("ingest", "query");
    try (Audit audit = Audit.begin(workload);
        Load load = Load.start(() -> tidewire.ingest().http(), workload, Pace.FULL)) {
      await().atMost(PATIENCE).until(() -> load.ledger().acknowledged() > READINGS);

      // When
      processing.stop();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                assertThat(everything(workload).status()).isEqualTo(200);
                return load.ledger().acknowledged() > 2 * READINGS;
              });
      load.close();
      processing.start();
      long pid = processing.pid();
      audit.assertKept(load.ledger(), PATIENCE);

      // Then
      assertThat(processing.pid()).isEqualTo(pid);
      assertThat(pids("ingest", "query")).isEqualTo(pids);
      Map<String, Long> memory =
          tidewire.services().stream()
              .collect(Collectors.toMap(Service::name, Service::anonymousBytes));
      Results.record(
          "memory of each service in a container of 320 MiB, after full load and a backlog",
          "≤ 90 %",
          text(memory));
      assertThat(memory.values()).allSatisfy(bytes -> assertThat(bytes).isLessThan(MOST_MEMORY));
    }
  }

  /** Runs a program of an image, as root so that it sees every folder. */
  private static GenericContainer<?> inPlaceOfService(String name, String... command) {
    return new GenericContainer<>(image(name))
        .withCreateContainerCmdModifier(
            create -> create.withUser("0").withEntrypoint(command).withCmd())
        .withStartupCheckStrategy(new OneShotStartupCheckStrategy());
  }

  private static List<Long> pids(String... names) {
    return Stream.of(names).map(name -> service(name).pid()).toList();
  }

  private static String text(Map<String, Long> memory) {
    return memory.entrySet().stream()
        .map(entry -> "%s %d MiB".formatted(entry.getKey(), entry.getValue() >> 20))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static Answer everything(Workload workload) {
    return service("query")
        .http()
        .get("/v1/readings?sensor=" + workload.sensor(0), "Accept", "text/csv");
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
