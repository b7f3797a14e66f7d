package dev.tidewire.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernetes.client.custom.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The disks hold what the README says: at its rate, by the figures of scaling.md, Kafka twice the
 * seven days that it keeps, and the database the days of the README. Each broker has a copy of all.
 */
final class Sizes {
  private static final int COLUMN = 3;
  private static final Pattern SAID = Pattern.compile("([0-9,]+) readings/s, ([0-9]+) days");
  private static final Duration KAFKA = Duration.ofDays(2 * 7);

  private static final Map<String, String> SIZES =
      Map.of(
          "KafkaNodePool/brokers", "/spec/storage/volumes/*/size",
          "Cluster/tidewire-postgres", "/spec/storage/size",
          "StatefulSet/tidewire-kafka",
              "/spec/volumeClaimTemplates/*/spec/resources/requests/storage",
          "StatefulSet/tidewire-postgres",
              "/spec/volumeClaimTemplates/*/spec/resources/requests/storage");

  private Sizes() {}

  static void check(Overlay overlay, Faults faults) {
    Matcher said = SAID.matcher(Readme.cell(overlay.name(), COLUMN));
    if (!said.find()) {
      return;
    }
    BigDecimal rate = new BigDecimal(said.group(1).replace(",", ""));
    Duration kept = Duration.ofDays(Long.parseLong(said.group(2)));
    SIZES.forEach(
        (id, place) -> {
          boolean isKafka = !id.endsWith("postgres");
          BigDecimal bytes =
              rate.multiply(
                      Readme.bytesOfAReading(
                          isKafka ? "the topic, a copy" : "the table and its index"))
                  .multiply(BigDecimal.valueOf((isKafka ? KAFKA : kept).toSeconds()));
          overlay.find(id).ifPresent(it -> check(it, it.all(place), bytes, faults));
        });
  }

  private static void check(Manifest disk, List<JsonNode> sizes, BigDecimal bytes, Faults faults) {
    String size = sizes.get(0).asText();
    boolean holds = Quantity.fromString(size).getNumber().compareTo(bytes) >= 0;
    BigDecimal needed = bytes.divide(BigDecimal.valueOf(1L << 30), 0, RoundingMode.CEILING);
    String fault = "%s do not hold what README and scaling.md say, %sGi";
    faults.unless(holds, disk.id(), fault, size, needed);
  }
}
