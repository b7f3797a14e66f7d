package dev.tidewire.ingest.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import dev.tidewire.ingest.format.BodyRefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtobufReaderTest {
  /** The field numbers of the first byte, of two bytes and of five. */
  private static final int[] FIELDS = {1, 15, 16, 2_047, 2_048, (1 << 29) - 1};

  @Property
  void readsWhatALibraryWrites(
      @ForAll long integer,
      @ForAll double number,
      @ForAll String text,
      @ForAll @IntRange(max = 5) int at)
      throws IOException {
    // Given
    int field = FIELDS[at];
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeInt64(field, integer);
    out.writeDouble(field, number);
    out.writeFixed32(field, 7);
    out.writeByteArray(field, text.getBytes(StandardCharsets.UTF_8));
    out.flush();

    // When
    ProtobufReader in = new ProtobufReader(bytes.toByteArray());

    // Then
    assertThat(in.next()).isTrue();
    assertThat(in.field()).isEqualTo(field);
    assertThat(in.integer()).isEqualTo(integer);
    assertThat(in.next()).isTrue();
    assertThat(in.fixed64()).isEqualTo(Double.doubleToRawLongBits(number));
    assertThat(in.next()).isTrue();
    assertThat(in.next()).isTrue();
    assertThat(in.text()).isEqualTo(text);
    assertThat(in.next()).isFalse();
  }

  @Property
  void readsWhatItsWriterWrites(
      @ForAll long integer, @ForAll long fixed, @ForAll String text, @ForAll boolean isLong)
      throws IOException {
    // Given
    ProtobufWriter out = new ProtobufWriter();
    int outer = out.begin(3);
    out.integer(1, integer);
    out.fixed64(2, fixed);
    out.text(16, isLong ? text.repeat(100) : text);
    out.end(outer);

    // When
    ProtobufReader message = new ProtobufReader(out.toByteArray());
    assertThat(message.next()).isTrue();
    ProtobufReader in = message.message();

    // Then
    assertThat(in.next()).isTrue();
    assertThat(in.integer()).isEqualTo(integer);
    assertThat(in.next()).isTrue();
    assertThat(in.fixed64()).isEqualTo(fixed);
    assertThat(in.next()).isTrue();
    assertThat(in.text()).isEqualTo(isLong ? text.repeat(100) : text);
    assertThat(in.next()).isFalse();
    assertThat(message.next()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "08, ends in the middle",
    "08ff, ends in the middle",
    "08ffffffffffffffffffff01, more than ten bytes",
    "ffffffffffffffffffff01, more than ten bytes",
    "00, has the number 0",
    "0001, has the number 0",
    "f8ffffffff7f00, has the number",
    "09000000, ends in the middle",
    "0d0000, ends in the middle",
    "0a05, longer than what it is in",
    "0affffffffffffffffff01, longer than what it is in",
    "0affffffff0f, longer than what it is in",
    "0b, a group",
    "0c, a group",
    "0b0b0b0b0b0b0c, a group",
    "0e, no wire type 6",
    "0f, no wire type 7",
  })
  void refusesWhatIsNoMessage(String hex, String reason) {
    assertThatThrownBy(() -> all(HexFormat.of().parseHex(hex)))
        .isInstanceOf(BodyRefusedException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aMessageEndsWithinItsBounds() throws IOException {
    // Given
    ProtobufReader outer = new ProtobufReader(HexFormat.of().parseHex("0a0208010a020a0308010801"));

    // Then
    assertThat(outer.next()).isTrue();
    ProtobufReader inner = outer.message();
    assertThat(inner.next()).isTrue();
    assertThat(inner.next()).isFalse();
    assertThat(outer.next()).isTrue();
    assertThatThrownBy(outer.message()::next).isInstanceOf(BodyRefusedException.class);
  }

  @ParameterizedTest
  @CsvSource({"0801, 1", "0a0301ac02, '1,300'", "0a00, ''"})
  void readsIntegersThatArePackedOrNot(String hex, String expected) throws IOException {
    // Given
    ProtobufReader in = new ProtobufReader(HexFormat.of().parseHex(hex));
    List<String> read = new ArrayList<>();

    // When
    while (in.next()) {
      in.integers(each -> read.add(Long.toString(each)));
    }

    // Then
    assertThat(String.join(",", read)).isEqualTo(expected);
  }

  @Test
  void refusesAFieldOfAnotherType() throws IOException {
    // Given
    ProtobufReader in = new ProtobufReader(HexFormat.of().parseHex("0801"));
    assertThat(in.next()).isTrue();

    // Then
    assertThatThrownBy(in::text)
        .isInstanceOf(BodyRefusedException.class)
        .hasMessageContaining("field 1 is of wire type 0 instead of 2");
  }

  @Test
  void textThatIsNotUtf8IsNone() throws IOException {
    ProtobufReader in = new ProtobufReader(HexFormat.of().parseHex("0a02c0af"));

    assertThat(in.next()).isTrue();
    assertThat(in.text()).isNull();
  }

  /** Whatever the bytes are. */
  @Property(tries = 5_000)
  void comesToTheEndOrRefuses(@ForAll byte[] bytes) {
    try {
      assertThat(all(bytes)).isNotNegative();
    } catch (BodyRefusedException refused) {
      assertThat(refused.problem().status()).isEqualTo(400);
    }
  }

  private static int all(byte[] bytes) throws BodyRefusedException {
    ProtobufReader in = new ProtobufReader(bytes);
    int fields = 0;
    while (in.next()) {
      fields++;
    }
    return fields;
  }
}
