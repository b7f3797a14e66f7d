package dev.tidewire.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Python's library for InfluxDB sends, for a program or for Glances, is answered by query. */
@Installed
class PythonClientsIT {
  private final RunningStack stack = RunningStack.shared();

  @TempDir private Path folder;

  /** influxdb of Debian's python3-influxdb. */
  @Test
  void influxDb() {
    try (Program python =
        Python.start(folder, Documented.block("python", "influxdb", stack, "python"))) {
      python.awaitSuccess();
    }

    stack.awaitValue("python", "temperature{site=\"lyon\"}", "71.3");
  }

  /** Glances writes what it measures to a file as well: both are the same. */
  @Test
  void glances() throws IOException {
    // Given
    Path settings =
        Files.writeString(
            folder.resolve("glances.conf"),
            Documented.block("ini", "[influxdb]", stack, "glances"));
    Path file = folder.resolve("glances.csv");

    // When
    try (Program glances =
        Program.start(
            folder,
            "glances",
            "--config=" + settings,
            "--export=influxdb,csv",
            "--export-csv-file=" + file,
            "--quiet",
            "--time=1",
            "--stop-after=2")) {
      glances.awaitSuccess();
    }

    // Then
    Map<String, String> measured = lastLine(file);
    assertThat(measured).containsKeys("mem_total", "load_min1", "cpu_total");
    String host = "{hostname=\"" + InetAddress.getLocalHost().getHostName() + "\"}";
    for (String column : List.of("mem_total", "mem_used", "load_min1", "load_min15", "cpu_total")) {
      stack.awaitValues(
          "glances", column.replace('_', '.') + host, Double.parseDouble(measured.get(column)));
    }
  }

  private static Map<String, String> lastLine(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    String[] names = lines.get(0).split(",");
    String[] values = lines.get(1).split(",");
    Map<String, String> measured = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      measured.put(names[i], values[i]);
    }
    return measured;
  }
}
