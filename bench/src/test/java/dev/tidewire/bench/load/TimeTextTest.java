package dev.tidewire.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class TimeTextTest {
  private static final long LAST_OF_9999 = 253_402_300_799_999L;

  private final TimeText text = new TimeText();

  @Property
  void writesTheTimeThatParsesBack(@ForAll @LongRange(min = 0, max = LAST_OF_9999) long millis) {
    // When
    String written = new String(text.of(millis), StandardCharsets.US_ASCII);

    // Then
    assertThat(written).hasSize(TimeText.LENGTH);
    assertThat(Instant.parse(written).toEpochMilli()).isEqualTo(millis);
  }
}
