package dev.tidewire.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What collectd's write_http sends is answered by query. */
@Installed
class CollectdIT {
  private final RunningStack stack = RunningStack.shared();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusMillis(250);

  @TempDir private Path folder;

  @Test
  void itsValuesAreStored() throws IOException {
    try (Collectd collectd = Collectd.start(folder, stack, "collectd")) {
      // When
      String time = "%d.250".formatted(now.getEpochSecond());
      collectd.send(
          "boiler-cd/sensors-lm75/temperature-water " + time + ":71.3",
          "boiler-cd/interface-eth0/if_octets " + time + ":1096234:9007199254740992",
          "boiler-cd/load/load " + time + ":U:-0.5:1e300");

      // Then
      String instance = "{plugin_instance=\"lm75\",type=\"temperature\",type_instance=\"water\"}";
      String octets = "{plugin_instance=\"eth0\",type=\"if_octets\"}";
      String load = "{type=\"load\"}";
      stack.awaitReadings("boiler-cd", "sensors" + instance, new Reading(now, 71.3));
      stack.awaitReadings("boiler-cd", "interface.rx" + octets, new Reading(now, 1_096_234));
      stack.awaitReadings("boiler-cd", "interface.tx" + octets, new Reading(now, 1L << 53));
      stack.awaitReadings("boiler-cd", "load.midterm" + load, new Reading(now, -0.5));
      stack.awaitReadings("boiler-cd", "load.longterm" + load, new Reading(now, 1e300));
      assertThat(stack.readings("boiler-cd", "load.shortterm" + load)).isEmpty();
      await()
          .untilAsserted(
              () -> assertThat(stack.readings("collectd", "load.shortterm" + load)).isNotEmpty());
      assertThat(collectd.log()).doesNotContain("HTTP Error");
    }
  }
}
