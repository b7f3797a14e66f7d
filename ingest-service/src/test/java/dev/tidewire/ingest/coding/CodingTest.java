package dev.tidewire.ingest.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class CodingTest {
  private static final int MAX = 1 << 20;

  /** What packs a body, with a checksum. */
  enum Packer {
    ZLIB(Coding.DEFLATE, DeflaterOutputStream::new),
    ZSTD(Coding.ZSTD, out -> new ZstdOutputStreamNoFinalizer(out).setChecksum(true));

    private final Coding coding;
    private final Opener opener;

    Packer(Coding coding, Opener opener) {
      this.coding = coding;
      this.opener = opener;
    }

    byte[] pack(byte[] plain) throws IOException {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (OutputStream out = opener.open(packed)) {
        out.write(plain);
      }
      return packed.toByteArray();
    }

    byte[] unpack(byte[] packed) throws IOException {
      return CodingTest.unpack(coding, packed);
    }

    private interface Opener {
      OutputStream open(OutputStream out) throws IOException;
    }
  }

  @Property(tries = 300)
  void unpacksWhatWasPacked(@ForAll Packer packer, @ForAll byte[] plain) throws IOException {
    assertThat(packer.unpack(packer.pack(plain))).isEqualTo(plain);
  }

  @Property(tries = 300)
  void refusesABodyThatWasCutOff(
      @ForAll Packer packer, @ForAll @NotEmpty byte[] plain, @ForAll @IntRange(max = 9_999) int at)
      throws IOException {
    // Given
    byte[] packed = packer.pack(plain);
    byte[] cut = Arrays.copyOf(packed, 1 + at % (packed.length - 1));

    // Then
    assertThatThrownBy(() -> packer.unpack(cut)).isInstanceOf(DamagedBodyException.class);
  }

  @Property(tries = 300)
  void refusesWhatFollows(
      @ForAll Packer packer, @ForAll byte[] plain, @ForAll @NotEmpty byte[] garbage)
      throws IOException {
    // Given
    byte[] packed = packer.pack(plain);
    byte[] both = Arrays.copyOf(packed, packed.length + garbage.length);
    System.arraycopy(garbage, 0, both, packed.length, garbage.length);

    // Then
    assertThatThrownBy(() -> packer.unpack(both)).isInstanceOf(DamagedBodyException.class);
  }

  @Property(tries = 500)
  void neverReturnsDamagedDataThatHasAChecksum(
      @ForAll boolean isZstd,
      @ForAll @NotEmpty byte[] plain,
      @ForAll @IntRange(max = 9_999) int at,
      @ForAll @IntRange(min = 1, max = 255) int flip)
      throws IOException {
    // Given
    Packer packer = isZstd ? Packer.ZSTD : Packer.ZLIB;
    byte[] packed = packer.pack(plain);
    packed[at % packed.length] ^= (byte) flip;

    // When
    byte[] unpacked;
    try {
      unpacked = packer.unpack(packed);
    } catch (DamagedBodyException e) {
      return;
    }

    // Then
    assertThat(unpacked).isEqualTo(plain);
  }

  @Property(tries = 100)
  void refusesABareDeflateStreamBecauseItHasNoChecksum(@ForAll byte[] plain) throws IOException {
    // Given
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(packed, new Deflater(6, true))) {
      out.write(plain);
    }

    // Then
    assertThatThrownBy(() -> unpack(Coding.DEFLATE, packed.toByteArray()))
        .isInstanceOf(DamagedBodyException.class)
        .hasMessageContaining("send it in zlib format");
  }

  @Test
  void unpacksSeveralZstdFrames() throws IOException {
    // Given
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    frames.writeBytes(Packer.ZSTD.pack(new byte[] {1}));
    frames.writeBytes(Packer.ZSTD.pack(new byte[] {2}));

    // Then
    assertThat(Packer.ZSTD.unpack(frames.toByteArray())).containsExactly(1, 2);
  }

  @Test
  void refusesAZstdWindowThatIsTooLarge() throws IOException {
    // Given
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZstdOutputStreamNoFinalizer out = new ZstdOutputStreamNoFinalizer(packed)) {
      out.setLong(24).write(new byte[64]);
      out.flush();
    }

    // Then
    assertThatThrownBy(() -> Packer.ZSTD.unpack(packed.toByteArray()))
        .isInstanceOf(DamagedBodyException.class);
  }

  @Test
  void boundsWhatIsUnpacked() {
    byte[] bomb = Zstd.compress(new byte[MAX + 1]);
    assertThatThrownBy(() -> unpack(Coding.ZSTD, bomb)).isInstanceOf(TooLargeException.class);
  }

  private static byte[] unpack(Coding coding, byte[] packed) throws IOException {
    try (InputStream in = coding.open(new ByteArrayInputStream(packed), MAX)) {
      return in.readAllBytes();
    }
  }
}
