package dev.tidewire.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ResponseReaderTest {
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  @Property
  void responsesAreReadOneAfterAnother_howeverTheyArrive(
      @ForAll("responses") List<String> responses, @ForAll Random pieces) throws IOException {
    // Given
    InputStream in = inPieces(String.join("", responses), pieces);
    ResponseReader reader = new ResponseReader(in);

    // When
    List<String> read = new ArrayList<>();
    for (int i = 0; i < responses.size(); i++) {
      read.add(reader.read() + " " + reader.body());
    }

    // Then
    assertThat(read).isEqualTo(responses.stream().map(ResponseReaderTest::naively).toList());
    assertThat(in.read()).isNegative();
  }

  @Property
  void aDamagedResponse_isReadOrRefused_whateverArrivesTogether(
      @ForAll("response") String response,
      @ForAll @IntRange(max = 10_000) int place,
      @ForAll @IntRange(max = 255) int damage,
      @ForAll Random pieces) {
    // Given
    StringBuilder damaged = new StringBuilder(response);
    damaged.setCharAt(place % response.length(), (char) damage);

    // When
    String outcome = outcome(inPieces(damaged.toString(), pieces));

    // Then
    assertThat(outcome).isEqualTo(outcome(stream(damaged.toString())));
  }

  @Property
  void anEarlyEnd_isNeverAnAnswer(
      @ForAll("response") String response, @ForAll @IntRange(max = 10_000) int place) {
    // Given
    int end = place % response.length();
    ResponseReader reader = new ResponseReader(stream(response.substring(0, end)));

    // Then
    assertThatThrownBy(reader::read)
        .isInstanceOf(EOFException.class)
        .hasMessage("closed after %d bytes of a response", end);
  }

  @Example
  void aBodyThatOutgrowsTheBuffer_isWhole() throws IOException {
    // Given
    String body = "0123456789abcdef".repeat(50_000);
    ResponseReader reader =
        new ResponseReader(stream(CHUNKED + "4\r\nlong\r\nC3500\r\n" + body + "\r\n0\r\n\r\n"));

    // When
    reader.read();

    // Then
    assertThat(reader.body()).isEqualTo("long" + body);
  }

  @Example
  void noContent_hasNoBody() throws IOException {
    // Given
    ResponseReader reader =
        new ResponseReader(
            stream(
                "HTTP/1.1 204 No Content\r\nServer: x\r\n\r\n" + CHUNKED + "1\r\na\r\n0\r\n\r\n"));

    // Then
    assertThat(reader.read()).isEqualTo(204);
    assertThat(reader.body()).isEmpty();
    assertThat(reader.read()).isEqualTo(200);
    assertThat(reader.body()).isEqualTo("a");
  }

  @Example
  void whatIsNoResponse_isNamed() {
    assertRefused("SSH-2.0-server\r\n", "not a response of HTTP/1.1: SSH-2.0-server");
    assertRefused(
        "HTTP/1.1 200 OK\r\n\r\n", "neither a Content-Length nor chunks after: HTTP/1.1 200");
    assertRefused("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "not a number", "-1");
    assertRefused("HTTP/1.1 200 OK\r\nContent-Length: 16777216\r\n\r\n", "too large", "16777216");
    assertRefused("HTTP/1.1 OK\r\nContent-Length: 0\r\n\r\n", "not a number", "OK");
    assertRefused(CHUNKED + "x\r\n", "not a number", "x");
    assertRefused(CHUNKED + "3\r\nabcd\r\n", "more in a chunk than its 3 bytes");
  }

  private static void assertRefused(String response, String... words) {
    assertThatThrownBy(() -> new ResponseReader(stream(response)).read())
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(words);
  }

  /** The status and body of a valid response, found with what is easy and slow. */
  private static String naively(String response) {
    String[] parts = response.split("\r\n\r\n", 2);
    String status = parts[0].substring(9, 12);
    if (!parts[0].matches("(?is).*transfer-encoding:.*")) {
      return status + " " + parts[1];
    }
    StringBuilder body = new StringBuilder();
    String left = parts[1];
    for (int size = -1; size != 0; ) {
      String[] sizeAndRest = left.split("\r\n", 2);
      size = Integer.parseInt(sizeAndRest[0].replaceFirst(";.*", ""), 16);
      body.append(sizeAndRest[1], 0, size);
      left = sizeAndRest[1].substring(size + 2);
    }
    return status + " " + body;
  }

  private static String outcome(InputStream in) {
    ResponseReader reader = new ResponseReader(in);
    try {
      return reader.read() + " " + reader.body();
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Provide
  Arbitrary<List<String>> responses() {
    return response().list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> response() {
    Arbitrary<String> body =
        Arbitraries.strings().withCharRange(' ', '~').withChars("\r\n").ofMaxLength(200);
    Arbitrary<String> whole =
        Combinators.combine(
                body, Arbitraries.of("Content-Length: ", "content-length:", "CONTENT-LENGTH:  "))
            .as((text, field) -> field + text.length() + "\r\nX: y\r\n\r\n" + text);
    Arbitrary<String> chunk =
        Combinators.combine(
                body.filter(text -> !text.isEmpty()), Arbitraries.of("%x", "%X", "00%x", "%x;a=b"))
            .as((text, size) -> size.formatted(text.length()) + "\r\n" + text + "\r\n");
    Arbitrary<String> chunked =
        Combinators.combine(
                chunk.list().ofMaxSize(5),
                Arbitraries.of("Transfer-Encoding: chunked", "transfer-encoding:Chunked"))
            .as(
                (chunks, field) ->
                    chunks.stream()
                        .collect(Collectors.joining("", field + "\r\n\r\n", "0\r\n\r\n")));
    return Combinators.combine(
            Arbitraries.integers().between(200, 599),
            Arbitraries.of("", " OK", " Not Found"),
            Arbitraries.oneOf(whole, chunked))
        .as((status, reason, rest) -> "HTTP/1.1 " + status + reason + "\r\n" + rest);
  }

  private static InputStream stream(String latin1) {
    return new ByteArrayInputStream(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static InputStream inPieces(String latin1, Random sizes) {
    return new ByteArrayInputStream(latin1.getBytes(StandardCharsets.ISO_8859_1)) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(1 + sizes.nextInt(20), length));
      }
    };
  }
}
