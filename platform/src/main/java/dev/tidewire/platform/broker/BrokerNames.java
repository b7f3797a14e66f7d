package dev.tidewire.platform.broker;

import io.quarkus.runtime.Quarkus;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Waits until one of the brokers' names is known. Kafka's clients fail for good when none of them
 * is, and on a fresh cluster a name appears only once a broker runs.
 */
public final class BrokerNames {
  private static final Logger LOG = Logger.getLogger(BrokerNames.class);

  /** An address as Kafka reads it, with the host as its group. */
  private static final Pattern ADDRESS = Pattern.compile("(?:\\w+://)?\\[?([^/\\[\\]]+)]?:\\d+");

  /** Seldom a question to the network: the JVM remembers for ten seconds that it got no answer. */
  private static final long PAUSE_MILLIS = 1_000;

  private BrokerNames() {}

  /**
   * Runs {@code connect} at once if a name is known, and otherwise later, on a thread of its own. A
   * failure then ends the process, as one at once ends its start.
   *
   * @param servers as in {@code kafka.bootstrap.servers}
   */
  public static void whenKnown(String servers, Runnable connect) {
    if (isKnown(servers)) {
      connect.run();
      return;
    }
    LOG.warnf(
        "No name in kafka.bootstrap.servers is known: %s. Waiting until DNS knows one; if none of"
            + " them is right, correct the setting.",
        servers);
    Thread waiting = new Thread(() -> await(servers, connect), "broker-names");
    waiting.setDaemon(true);
    waiting.start();
  }

  private static void await(String servers, Runnable connect) {
    try {
      while (!isKnown(servers)) {
        Thread.sleep(PAUSE_MILLIS);
      }
      LOG.infof("Kafka's name is known: %s", servers);
      connect.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.fatal("The clients of Kafka cannot be created; this process ends", e);
      Quarkus.asyncExit(1);
    }
  }

  private static boolean isKnown(String servers) {
    return Stream.of(servers.split(",")).map(String::strip).anyMatch(BrokerNames::isKnownHost);
  }

  /** What is no address counts as known: Kafka says what is wrong with it. */
  private static boolean isKnownHost(String address) {
    Matcher parts = ADDRESS.matcher(address);
    return !parts.matches() || !new InetSocketAddress(parts.group(1), 1).isUnresolved();
  }
}
