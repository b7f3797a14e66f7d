package dev.tidewire.ingest.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewire.ingest.exchange.ReceivedBody;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GunzippedInputTest {
  @Property(tries = 300)
  void unpacksAnyNumberOfMembers(@ForAll @Size(min = 1, max = 4) List<byte[]> members)
      throws IOException {
    // Given
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (byte[] member : members) {
      plain.writeBytes(member);
      packed.writeBytes(gzip(member));
    }

    // When
    byte[] unpacked = unpack(packed.toByteArray());

    // Then
    assertThat(unpacked).isEqualTo(plain.toByteArray());
  }

  @Property(tries = 300)
  void refusesABodyThatWasCutOff(@ForAll byte[] plain, @ForAll @IntRange(max = 9_999) int at) {
    // Given
    byte[] packed = gzip(plain);

    // Then
    assertThatThrownBy(() -> unpack(Arrays.copyOf(packed, at % packed.length)))
        .isInstanceOf(DamagedBodyException.class);
  }

  @Property(tries = 300)
  void refusesAnythingAfterAMemberButAMember(
      @ForAll byte[] plain, @ForAll @NotEmpty byte[] garbage) {
    // Given
    byte[] packed = gzip(plain);
    byte[] both = Arrays.copyOf(packed, packed.length + garbage.length);
    System.arraycopy(garbage, 0, both, packed.length, garbage.length);

    // Then
    assertThatThrownBy(() -> unpack(both)).isInstanceOf(DamagedBodyException.class);
  }

  @Property(tries = 500)
  void neverReturnsDamagedData(
      @ForAll @NotEmpty byte[] plain,
      @ForAll @IntRange(max = 9_999) int at,
      @ForAll @IntRange(min = 1, max = 255) int flip) {
    // Given
    byte[] packed = gzip(plain);
    packed[at % packed.length] ^= (byte) flip;

    // When
    byte[] unpacked;
    try {
      unpacked = unpack(packed);
    } catch (DamagedBodyException e) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    // Then: the flipped byte was part of the header and does not affect the data
    assertThat(unpacked).isEqualTo(plain);
  }

  @Test
  void skipsTheOptionalPartsOfTheHeader() throws IOException {
    // Given: extra field, name, comment and header checksum
    byte[] packed = gzip(new byte[] {42});
    ByteArrayOutputStream full = new ByteArrayOutputStream();
    full.write(packed, 0, 3);
    full.write(4 | 8 | 16 | 2);
    full.write(packed, 4, 6);
    full.writeBytes(new byte[] {2, 0, 'x', 'y', 'n', 0, 'c', 'c', 0, 1, 2});
    full.write(packed, 10, packed.length - 10);

    // Then
    assertThat(unpack(full.toByteArray())).containsExactly(42);
  }

  @Test
  void readsSingleBytes() throws IOException {
    try (GunzippedInput in =
        new GunzippedInput(new ByteArrayInputStream(gzip(new byte[] {(byte) 200})))) {
      assertThat(in.read()).isEqualTo(200);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  private static byte[] unpack(byte[] packed) throws IOException {
    ReceivedBody body = new ReceivedBody();
    for (int at = 0; at < packed.length; at += 7) {
      body.add(Arrays.copyOfRange(packed, at, Math.min(at + 7, packed.length)));
    }
    try (GunzippedInput in = new GunzippedInput(body.drain())) {
      return in.readAllBytes();
    }
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
