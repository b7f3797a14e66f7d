package dev.tidewire.processing.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.DeadLetterEnvelope;
import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LetterReaderTest {
  private static final LetterId ID = new LetterId(3, 1742, 5);
  private static final byte[] NONE = new byte[0];

  @Test
  void letter_saysWhatItsEnvelopeSays() {
    // When
    Letter letter = LetterReader.read(ID, headers(2, 1_700_000_000_123L), 5, NONE, null);

    // Then
    assertThat(letter.id()).isEqualTo(ID);
    assertThat(letter.reason()).isEqualTo("undecodable");
    assertThat(letter.origin())
        .isEqualTo(new Origin(Topics.READINGS.topicName(), 4, 99, 7, 1_600_000_000_000_000L));
    assertThat(letter.failedAtMicros()).isEqualTo(1_700_000_000_123_000L);
    assertThat(letter.attempt()).isEqualTo(2);
    assertThat(letter.readingsPartition(12)).isEqualTo(4);
    assertThat(letter.readingsPartition(4)).isNull();
  }

  @Test
  void letterWithoutItsTime_failedWhenItCame() {
    // When
    Letter letter = LetterReader.read(ID, headers(1, null), 5, NONE, NONE);

    // Then
    assertThat(letter.failedAtMicros()).isEqualTo(5_000);
  }

  @Test
  void readings_goBackToTheirSensorsPartition() {
    // Given
    SeriesReadings readings =
        new SeriesReadings(new SeriesKey("boiler-7", "value"), null, Map.of(), 1);
    readings.add(0, 1);
    byte[] batch = ReadingBatchCodec.encode(new ReadingBatch(List.of(readings)));

    // When
    Letter letter = LetterReader.read(ID, Map.of(), 0, null, batch);

    // Then
    assertThat(letter.readingsPartition(12)).isEqualTo(Partitions.of("boiler-7", 12));
    assertThat(letter.readingsPartition(31)).isEqualTo(Partitions.of("boiler-7", 31));
  }

  @Property
  void arbitraryHeaders_areALetterThatCanBeStored(
      @ForAll Map<String, String> foreign,
      @ForAll String detail,
      @ForAll String topic,
      @ForAll String number,
      @ForAll long timestamp,
      @ForAll byte[] value) {
    // Given
    Map<String, String> headers = new HashMap<>(headers(1, timestamp));
    headers.putAll(foreign);
    headers.put("tidewire-dead-letter-detail", detail);
    headers.put("tidewire-dead-letter-topic", topic);
    headers.put("tidewire-dead-letter-timestamp", Long.toString(timestamp));
    if (value.length % 2 == 0) {
      headers.put("tidewire-dead-letter-offset", number);
    }

    // When
    Letter letter = LetterReader.read(ID, headers, timestamp, value, value);

    // Then
    assertStorable(letter.detail());
    if (letter.origin() != null) {
      assertStorable(letter.origin().topic());
    }
    assertThat(ReadingTime.isValid(letter.failedAtMicros())).isTrue();
    assertThat(letter.attempt()).isPositive();
  }

  private static void assertStorable(String text) {
    assertThat(text).doesNotContain("\0").hasSizeLessThanOrEqualTo(2_001);
    assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(text);
  }

  private static Map<String, String> headers(int attempt, Long failedAtMillis) {
    return new DeadLetterEnvelope(
            DeadLetterReason.UNDECODABLE.code(),
            "no batch",
            Topics.READINGS.topicName(),
            4,
            99,
            7,
            1_600_000_000_000L,
            attempt,
            null,
            failedAtMillis)
        .toHeaders();
  }
}
