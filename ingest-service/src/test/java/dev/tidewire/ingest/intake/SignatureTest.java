package dev.tidewire.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.ingest.coding.Coding;
import dev.tidewire.ingest.csv.CsvFormat;
import dev.tidewire.ingest.format.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureTest {
  private static final Format CSV = new CsvFormat();

  @Test
  void namesTheCompressionThatTheRequestDoesNotName() throws IOException {
    assertThat(detail(Coding.IDENTITY, packed(GZIPOutputStream::new)))
        .isEqualTo(
            "The body is compressed with gzip, but the request does not say so: send it with the"
                + " header Content-Encoding: gzip.");
    assertThat(detail(Coding.IDENTITY, packed(DeflaterOutputStream::new)))
        .endsWith("Content-Encoding: deflate.");
  }

  @ParameterizedTest
  @CsvSource({
    "28b52ffd00, Content-Encoding: zstd.",
    "504b0304, CSV",
    "fd377a585a00, xz",
    "425a683931, bzip2"
  })
  void namesWhatIsNoText(String hex, String advice) {
    assertThat(detail(Coding.IDENTITY, HexFormat.of().parseHex(hex))).contains(advice);
  }

  @ParameterizedTest
  @EnumSource(
      value = Coding.class,
      names = {"GZIP", "DEFLATE", "ZSTD"})
  void ofABodyThatIsNotCompressed_saysThatTheHeaderMayBeLeftOut(Coding coding) {
    assertThat(detail(coding, Bodies.bytes("time,value\n1,1\n")))
        .startsWith("The body is not valid " + coding.contentEncoding() + ": ")
        .contains("leave out Content-Encoding");
  }

  @Test
  void namesACompressionWithinAnother() throws IOException {
    // Given
    ByteArrayOutputStream twice = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(twice)) {
      gzip.write(packed(GZIPOutputStream::new));
    }

    // Then
    assertThat(detail(Coding.GZIP, twice.toByteArray()))
        .isEqualTo("The body is compressed twice, with gzip and then with gzip: compress it once.");
  }

  private static String detail(Coding coding, byte[] body) {
    return Bodies.refused(Bodies.outcome(CSV, coding, body, Map.of())).detail();
  }

  private static byte[] packed(Packer packer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packer.pack(bytes)) {
      out.write("time,value\n1,1\n".getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private interface Packer {
    OutputStream pack(OutputStream to) throws IOException;
  }
}
