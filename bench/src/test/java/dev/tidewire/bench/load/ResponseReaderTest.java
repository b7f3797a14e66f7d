package dev.tidewire.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {
  @Test
  void readsABodyOfAnnouncedLength() throws IOException {
    // Given
    ResponseReader reader =
        new ResponseReader(
            dribbling("HTTP/1.1 202 Accepted\r\ncontent-LENGTH: 5\r\nX: y\r\n\r\nhello"));

    // When
    int status = reader.read();

    // Then
    assertThat(status).isEqualTo(202);
    assertThat(reader.body()).isEqualTo("hello");
  }

  @Test
  void putsChunksTogether() throws IOException {
    // Given
    ResponseReader reader =
        new ResponseReader(
            dribbling(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "6\r\n{\"a\":\"\r\nA\r\n0123456789\r\n2\r\n\"}\r\n0\r\n\r\n"));

    // When
    int status = reader.read();

    // Then
    assertThat(status).isEqualTo(200);
    assertThat(reader.body()).isEqualTo("{\"a\":\"0123456789\"}");
  }

  @Test
  void readsOneResponseAfterAnother() throws IOException {
    // Given
    ResponseReader reader =
        new ResponseReader(
            dribbling(
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none"
                    + "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"));
    reader.read();

    // When
    int second = reader.read();

    // Then
    assertThat(second).isEqualTo(503);
    assertThat(reader.body()).isEmpty();
  }

  @Test
  void tellsOfAConnectionClosedEarly() {
    // Given
    ResponseReader reader =
        new ResponseReader(dribbling("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort"));

    // Then
    assertThatThrownBy(reader::read).isInstanceOf(EOFException.class);
  }

  /** Gives a byte at a time, as a slow network may. */
  private static InputStream dribbling(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(1, length));
      }
    };
  }
}
