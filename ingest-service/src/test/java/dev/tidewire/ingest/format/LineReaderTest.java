package dev.tidewire.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.ingest.exchange.ReceivedBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineReaderTest {
  @Property
  void cutsTheBodyAtItsLineEndsHoweverItArrives(
      @ForAll("bodies") String body, @ForAll @IntRange(min = 1, max = 9) int chunk)
      throws IOException {
    // Given
    List<String> expected = new ArrayList<>(Arrays.asList(body.split("\r?\n", -1)));
    if (expected.get(expected.size() - 1).isEmpty()) {
      expected.remove(expected.size() - 1);
    }

    // When
    List<String> lines = lines(body, chunk);

    // Then: a carriage return at the very end counts as part of a line end
    assertThat(lines).isEqualTo(expected.stream().map(LineReaderTest::withoutReturn).toList());
  }

  @Test
  void skipsAByteOrderMarkAtTheStartOnly() throws IOException {
    assertThat(lines("\uFEFFa\n\uFEFFb", 2)).containsExactly("a", "\uFEFFb");
  }

  @Test
  void keepsLinesUpToTheLimitAndReportsLongerOnes() throws IOException {
    // Given
    String kept = "a".repeat(LineReader.MAX_LINE);
    String lost = "b".repeat(LineReader.MAX_LINE * 5);
    LineReader reader = reader(kept + "\n" + lost + "\nc", 10_000);

    // Then
    assertThat(reader.next()).isTrue();
    assertThat(reader.isTooLong()).isFalse();
    assertThat(reader.end() - reader.start()).isEqualTo(kept.length());
    assertThat(reader.next()).isTrue();
    assertThat(reader.isTooLong()).isTrue();
    assertThat(reader.next()).isTrue();
    assertThat(reader.isTooLong()).isFalse();
    assertThat(reader.line()).isEqualTo(3);
    assertThat(text(reader)).isEqualTo("c");
    assertThat(reader.next()).isFalse();
    assertThat(reader.buffer().length).isLessThanOrEqualTo(LineReader.MAX_LINE * 4);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true"})
  void theLimitIsOfTheLineAloneHoweverItArrives(int over, boolean isTooLong) throws IOException {
    String body = "\uFEFF" + "a".repeat(LineReader.MAX_LINE + over) + "\r\nb";
    for (int chunk : List.of(1_000, 8_192, LineReader.MAX_LINE + over + 4, 200_000)) {
      // Given
      LineReader reader = reader(body, chunk);

      // Then
      assertThat(reader.next()).isTrue();
      assertThat(reader.isTooLong()).as("in pieces of %d", chunk).isEqualTo(isTooLong);
      assertThat(reader.next()).isTrue();
      assertThat(reader.isTooLong()).isFalse();
      assertThat(text(reader)).isEqualTo("b");
    }
  }

  @Property
  void extendsALineByTheNextHoweverItArrives(
      @ForAll("bodies") String body, @ForAll @IntRange(min = 1, max = 9) int chunk)
      throws IOException {
    // Given
    List<String> lines = lines(body, chunk);
    LineReader reader = reader(body, chunk);

    // When
    int extended = reader.next() ? 1 : 0;
    while (reader.extend()) {
      extended++;
      assertThat(text(reader)).endsWith(lines.get(reader.line() - 1));
    }

    // Then
    assertThat(extended).isEqualTo(lines.size());
    if (extended > 0) {
      assertThat(text(reader).replace("\r", ""))
          .isEqualTo(String.join("\n", lines).replace("\r", ""));
    }
    assertThat(reader.next()).isFalse();
  }

  @Provide
  Arbitrary<String> bodies() {
    return Arbitraries.of("a", "bc", "é", "\n", "\r\n", "\n", " ")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private static List<String> lines(String body, int chunk) throws IOException {
    LineReader reader = reader(body, chunk);
    List<String> lines = new ArrayList<>();
    while (reader.next()) {
      lines.add(text(reader));
      assertThat(reader.line()).isEqualTo(lines.size());
    }
    return lines;
  }

  private static LineReader reader(String body, int chunk) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    ReceivedBody received = new ReceivedBody();
    for (int at = 0; at < bytes.length; at += chunk) {
      received.add(Arrays.copyOfRange(bytes, at, Math.min(at + chunk, bytes.length)));
    }
    return new LineReader(received.drain());
  }

  private static String text(LineReader reader) {
    return new String(
        reader.buffer(), reader.start(), reader.end() - reader.start(), StandardCharsets.UTF_8);
  }
}
