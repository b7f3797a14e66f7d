package dev.tidewire.e2e.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Http;
import dev.tidewire.local.machine.FileTrees;
import dev.tidewire.local.machine.Ports;
import dev.tidewire.local.process.ChildProcess;
import dev.tidewire.local.process.ProcessSpec;
import dev.tidewire.local.process.StopSignal;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code deploy/local/up}, from its start to SIGTERM, on the packages of this build. */
class LocalStackIT {
  /** {@code up} itself gives up after two minutes for each of its two stages. */
  private static final Duration LONGEST_START = Duration.ofMinutes(5);

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The shell that watches over the processes ends just after them. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final byte[] READING =
      "{\"sensor\":\"boiler-7\",\"metric\":\"temperature\",\"value\":71.3}"
          .getBytes(StandardCharsets.UTF_8);

  private final Path folder = Files.createTempDirectory("tidewire-up-");
  private final int ingest = Ports.free();
  private final int query = Ports.free();
  private final ChildProcess up = ChildProcess.start(spec());

  LocalStackIT() throws IOException {}

  @Test
  void aReadingIsReadBack_andSigtermLeavesNoProcess() throws Exception {
    // Given
    await().atMost(LONGEST_START).until(() -> shown().endsWith("is up\n") || !up.isAlive());
    assertThat(up.isAlive()).as(shown()).isTrue();
    List<ProcessHandle> processes = processes();

    // When
    Answer answer = http(ingest).post("/v1/readings", READING, "Content-Type", "application/json");

    // Then
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    await()
        .atMost(PATIENCE)
        .until(() -> http(query).get("/v1/latest?sensor=boiler-7").body().contains("71.3"));

    // When
    up.stop();

    // Then
    assertThat(up.exitCode()).as(shown()).isZero();
    assertThat(processes).hasSizeGreaterThan(5);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
  }

  @AfterEach
  void leaveNothing() throws IOException {
    up.kill();
    FileTrees.delete(folder);
  }

  private ProcessSpec spec() throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("tidewire.root"), "deploy/local/up").toString(),
            "--packaged",
            "--data",
            folder.resolve("data").toString());
    Map<String, String> ports = new HashMap<>();
    for (String free :
        List.of(
            "PROCESSING",
            "KAFKA",
            "POSTGRES",
            "INGEST_MANAGEMENT",
            "PROCESSING_MANAGEMENT",
            "QUERY_MANAGEMENT")) {
      ports.put("TIDEWIRE_" + free + "_PORT", Integer.toString(Ports.free()));
    }
    ports.put("TIDEWIRE_INGEST_PORT", Integer.toString(ingest));
    ports.put("TIDEWIRE_QUERY_PORT", Integer.toString(query));
    return new ProcessSpec(
        "up", command, ports, folder.resolve("screen"), StopSignal.TERM, PATIENCE);
  }

  /** The processes of the stack, those of Kafka, Postgres and the services among them. */
  private List<ProcessHandle> processes() {
    return ProcessHandle.of(up.pid()).stream().flatMap(ProcessHandle::descendants).toList();
  }

  private static Http http(int port) {
    return new Http(URI.create("http://127.0.0.1:" + port));
  }

  private String shown() throws IOException {
    return Files.readString(up.log());
  }
}
