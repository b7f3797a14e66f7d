package dev.tidewire.local;

import dev.tidewire.local.kafka.KafkaServer;
import dev.tidewire.local.kafka.ProxiedListener;
import dev.tidewire.local.machine.FileTrees;
import dev.tidewire.local.machine.Ports;
import dev.tidewire.local.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The temporary folder of a stack of child processes. */
record StackFolder(Path path) {

  static StackFolder create() {
    try {
      return new StackFolder(Files.createTempDirectory("tidewire-test-"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a temporary folder", e);
    }
  }

  /** Two more ports of the broker, for a proxy and what is behind it. */
  ProxiedListener proxiedListener() {
    return new ProxiedListener(freePort(), freePort());
  }

  TestServer kafka(ProxiedListener proxied) {
    Path libraries = root().resolve("deploy/local/target/kafka/lib");
    if (!Files.isDirectory(libraries)) {
      throw new IllegalStateException(
          libraries
              + " is missing; build deploy/local first: ./mvnw -Dquick package -pl deploy/local -am");
    }
    int port = freePort();
    return new ProcessServer(
        new KafkaServer(libraries, path.resolve("kafka"), path.resolve("kafka.log"), port, proxied),
        port);
  }

  TestServer postgres() {
    int port = freePort();
    return new ProcessServer(
        new PostgresServer(path.resolve("postgres"), path.resolve("postgres.log"), port), port);
  }

  void delete() {
    try {
      FileTrees.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }

  private static Path root() {
    String root = System.getProperty("tidewire.root");
    if (root == null) {
      throw new IllegalStateException(
          "the system property tidewire.root must name the root of the checkout; Maven sets it, an"
              + " IDE needs -Dtidewire.root=...");
    }
    return Path.of(root);
  }

  static int freePort() {
    try {
      return Ports.free();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot find a free port", e);
    }
  }
}
