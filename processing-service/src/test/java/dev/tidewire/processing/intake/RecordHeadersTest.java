package dev.tidewire.processing.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordHeadersTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";

  @Property
  void attempts_areReadAsWritten(@ForAll @IntRange(max = 999_999_999) int attempts) {
    // When
    int read = RecordHeaders.earlierAttempts(bytes(Integer.toString(attempts)));

    // Then
    assertThat(read).isEqualTo(attempts);
  }

  @Property
  void arbitraryBytes_neverThrow(@ForAll byte[] header) {
    // When
    int attempts = RecordHeaders.earlierAttempts(header);
    String traceId = RecordHeaders.traceId(header);

    // Then
    assertThat(attempts).isNotNegative();
    assertThat(traceId == null || traceId.matches("[0-9a-f]{32}")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "0x10", "1000000000", "99999999999999999999", " 1"})
  void malformedAttempts_areNone(String header) {
    assertThat(RecordHeaders.earlierAttempts(bytes(header))).isZero();
  }

  @Test
  void absentHeaders_areNothing() {
    assertThat(RecordHeaders.earlierAttempts(null)).isZero();
    assertThat(RecordHeaders.traceId(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-" + TRACE + "-" + PARENT + "-01",
        "cc-" + TRACE + "-" + PARENT + "-00",
        "cc-" + TRACE + "-" + PARENT + "-01-what-the-future-will-be-like"
      })
  void validTraceParent_hasATraceId(String header) {
    assertThat(RecordHeaders.traceId(bytes(header))).isEqualTo(TRACE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-" + TRACE,
        "00-" + TRACE + "-" + PARENT,
        "00-" + TRACE + "-" + PARENT + "-01-more",
        "cc-" + TRACE + "-" + PARENT + "-01more",
        "ff-" + TRACE + "-" + PARENT + "-01",
        "00-0AF7651916CD43DD8448EB211C80319C-" + PARENT + "-01",
        "00-00000000000000000000000000000000-" + PARENT + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-" + TRACE + "-" + PARENT + "-0\n"
      })
  void malformedTraceParent_hasNone(String header) {
    assertThat(RecordHeaders.traceId(bytes(header))).isNull();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
