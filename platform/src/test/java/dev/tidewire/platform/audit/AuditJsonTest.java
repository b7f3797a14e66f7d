package dev.tidewire.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.Reason;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AuditJsonTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00.5Z");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final AuditJson records = new AuditJson("tidewire-processing");

  @Test
  void anOrderIsTold() {
    UUID id = new UUID(1, 2);

    assertThat(
            records.of(
                new Order(id, "redrive", Access.EVERYTHING, "192.0.2.1", "{\"dryRun\":false}"),
                NOW))
        .isEqualTo(
            "{\"time\":\"2026-11-30T12:00:00.500Z\",\"service\":\"tidewire-processing\","
                + "\"operation\":\"redrive\",\"origin\":\"nobody\",\"caller\":\"anonymous\","
                + "\"address\":\"192.0.2.1\",\"outcome\":\"allowed\","
                + "\"id\":\"00000000-0000-0001-0000-000000000002\",\"order\":{\"dryRun\":false}}");
  }

  @Test
  void aCountIsTold() {
    Use use = new Use("sensors", "key", "reader", null, Reason.WRONG_SCOPE);

    assertThat(records.of(new UUID(1, 2), use, new Tally(7, 0, 1_500), NOW))
        .isEqualTo(
            "{\"time\":\"2026-11-30T12:00:00.500Z\",\"service\":\"tidewire-processing\","
                + "\"operation\":\"sensors\",\"origin\":\"key\",\"caller\":\"reader\","
                + "\"outcome\":\"refused\",\"reason\":\"wrong-scope\","
                + "\"id\":\"00000000-0000-0001-0000-000000000002\",\"count\":7,"
                + "\"first\":\"1970-01-01T00:00:00Z\",\"last\":\"1970-01-01T00:00:01.500Z\"}");
  }

  @Test
  void othersAreCountedTogether() {
    Use use = Use.ofStranger("sensors", "192.0.2.1", Reason.NO_CREDENTIAL).amongOthers();

    assertThat(records.of(null, use, Tally.once(0), NOW))
        .contains("\"others\":true,\"outcome\":\"refused\",\"reason\":\"no-credential\"")
        .doesNotContain("sensors", "192.0.2.1", "\"id\"");
  }

  /**
   * Whatever a client sends, it is one line of ASCII, of bounded length, and says what was sent.
   */
  @Property
  void noTextOfAClientBreaksOutOfItsRecord(@ForAll String text) throws IOException {
    String order = MAPPER.writeValueAsString(MAPPER.createObjectNode().put("note", text));
    Access caller =
        new Access(
            new Access.Origin.Token("thumbprint"),
            text,
            Access.EVERYTHING.scopes(),
            Access.EVERYTHING.write(),
            Access.EVERYTHING.read(),
            Instant.MAX);

    String line = records.of(new Order(new UUID(1, 2), "merge", caller, text, order), NOW);

    assertThat(line.chars()).allMatch(c -> c >= ' ' && c < 0x80);
    JsonNode record = MAPPER.readTree(line);
    assertThat(record.at("/order")).isEqualTo(MAPPER.readTree(order));
    String told = record.at("/caller").textValue();
    if (text.length() <= 200) {
      assertThat(told).isEqualTo(text);
    } else {
      assertThat(told).hasSize(203).endsWith("...");
    }
  }
}
