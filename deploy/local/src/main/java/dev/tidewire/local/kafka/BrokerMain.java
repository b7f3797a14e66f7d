package dev.tidewire.local.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * Runs in the broker's own JVM: formats the storage on first use, then runs the broker. Kafka's
 * tool formats the storage in this JVM, because the start of another one takes longer.
 */
public final class BrokerMain {
  private BrokerMain() {}

  /** Takes the properties file, the log folder and the cluster's id. */
  public static void main(String[] args) {
    String properties = args[0];
    Path logFolder = Path.of(args[1]);
    String clusterId = args[2];
    if (!Files.exists(logFolder.resolve("meta.properties"))) {
      format(properties, clusterId);
    }
    Kafka.main(new String[] {properties});
  }

  private static void format(String properties, String clusterId) {
    int status =
        StorageTool.execute(
            new String[] {"format", "--cluster-id", clusterId, "--config", properties}, System.out);
    if (status != 0) {
      System.exit(status);
    }
  }
}
