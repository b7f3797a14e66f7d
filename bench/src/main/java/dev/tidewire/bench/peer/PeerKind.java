package dev.tidewire.bench.peer;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How a peer is started and asked. All take InfluxDB's line protocol. */
enum PeerKind {
  INFLUXDB(
      "InfluxDB",
      "influxd",
      "version",
      "/write?db=bench&precision=ms",
      "/query?q=CREATE%20DATABASE%20bench",
      "") {
    @Override
    List<String> arguments(int port, Path data) {
      return List.of("-config", "/dev/null");
    }

    /**
     * Writes its cache out and compacts its files after seconds of rest instead of minutes and
     * hours, and takes more than 100,000 sensors.
     */
    @Override
    Map<String, String> environment(int port, Path data) {
      return Map.of(
          "INFLUXDB_REPORTING_DISABLED", "true",
          "INFLUXDB_META_DIR", data.resolve("meta").toString(),
          "INFLUXDB_DATA_DIR", data.resolve("data").toString(),
          "INFLUXDB_DATA_WAL_DIR", data.resolve("wal").toString(),
          "INFLUXDB_BIND_ADDRESS", "127.0.0.1:0",
          "INFLUXDB_HTTP_BIND_ADDRESS", "127.0.0.1:" + port,
          "INFLUXDB_HTTP_LOG_ENABLED", "false",
          "INFLUXDB_DATA_MAX_VALUES_PER_TAG", "0",
          "INFLUXDB_DATA_CACHE_SNAPSHOT_WRITE_COLD_DURATION", "2s",
          "INFLUXDB_DATA_COMPACT_FULL_WRITE_COLD_DURATION", "4s");
    }
  },
  VICTORIA_METRICS(
      "VictoriaMetrics",
      "victoria-metrics",
      "-version",
      "/write?precision=ms",
      "",
      "/internal/force_flush") {
    @Override
    List<String> arguments(int port, Path data) {
      return List.of("-storageDataPath=" + data, "-httpListenAddr=127.0.0.1:" + port);
    }
  };

  private final String label;
  private final String command;
  private final String versionArgument;
  private final String writePath;
  private final String preparePath;
  private final String flushPath;

  PeerKind(
      String label,
      String command,
      String versionArgument,
      String writePath,
      String preparePath,
      String flushPath) {
    this.label = label;
    this.command = command;
    this.versionArgument = versionArgument;
    this.writePath = writePath;
    this.preparePath = preparePath;
    this.flushPath = flushPath;
  }

  String label() {
    return label;
  }

  /** The name of its program, and of its Debian package where they are the same. */
  String command() {
    return command;
  }

  /** What its program is started with to say its version. */
  String versionArgument() {
    return versionArgument;
  }

  /** Where lines with times in milliseconds are posted to. */
  String writePath() {
    return writePath;
  }

  /** What is posted before the first line, or empty. */
  String preparePath() {
    return preparePath;
  }

  /** What is asked after the last line, or empty. */
  String flushPath() {
    return flushPath;
  }

  /** The arguments that start it on this port with its data in this folder. */
  abstract List<String> arguments(int port, Path data);

  /** The environment that goes with the arguments. */
  Map<String, String> environment(int port, Path data) {
    return Map.of();
  }
}
