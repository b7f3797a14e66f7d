package dev.tidewire.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.SensorReading;
import dev.tidewire.ingest.csv.CsvFormat;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.intake.ParseOutcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyCharsetTest {
  private static final Format CSV = new CsvFormat();

  @ParameterizedTest
  @CsvSource({
    "ISO-8859-1, 0xB0, °",
    "latin1, 0xE9, é",
    "windows-1252, 0x80, €",
    "\"CP1252\", 0xE9, é",
  })
  void textInAnotherCharsetKeepsItsCharacters(String charset, int b, String character) {
    // Given
    byte[] body = "time,value,unit\n1,1,x".getBytes(StandardCharsets.US_ASCII);
    body[body.length - 1] = (byte) b;
    Format format = BodyCharset.in(MediaType.of("text/csv;charset=" + charset), CSV);

    // When
    ParseOutcome outcome = Bodies.outcome(format, body, Bodies.SENSOR_A);

    // Then
    assertThat(Bodies.readings((ParseOutcome.Parsed) outcome))
        .extracting(SensorReading::unit)
        .containsExactly(character);
  }

  @Test
  void aByteThatTheCharsetLeavesOpenIsRefused() {
    // Given
    byte[] body = "time,value,sensor\n1,1,x".getBytes(StandardCharsets.US_ASCII);
    body[body.length - 1] = (byte) 0x81;
    Format format = BodyCharset.in(MediaType.of("text/csv;charset=windows-1252"), CSV);

    // When
    ParseOutcome.Parsed parsed = (ParseOutcome.Parsed) Bodies.outcome(format, body, Map.of());

    // Then
    assertThat(parsed.accepted()).isZero();
    assertThat(parsed.errors().get(0).detail()).contains("control characters (found U+0081)");
  }

  @Property(tries = 200)
  void anyBytesBecomeTheTextThatJavaReads(@ForAll byte[] bytes) throws IOException {
    Charset charset = StandardCharsets.ISO_8859_1;
    assertThat(new SingleByteText(new ByteArrayInputStream(bytes), charset).readAllBytes())
        .isEqualTo(new String(bytes, charset).getBytes(StandardCharsets.UTF_8));
  }
}
