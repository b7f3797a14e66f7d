package dev.tidewire.ingest.labels;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.platform.text.Text;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NamedByBytesTest {
  private static final long MOST_BYTES = 1 << 20;

  private final NamedByBytes known = new NamedByBytes(MOST_BYTES);

  /** It may have forgotten, but never takes one for another. */
  @Property
  void whatIsFoundIsWhatWasPut(@ForAll List<byte[]> names) {
    NamedByBytes some = new NamedByBytes(2_000);
    for (byte[] name : names) {
      read(some, name);
      for (byte[] other : names) {
        LabelledSeries found = some.find(other, 0, other.length);
        assertThat(found == null || found.sensor().equals(text(other))).isTrue();
      }
    }
  }

  @Test
  void aNameIsFoundWhereverItStands() {
    byte[] name = "cpu,host=gw".getBytes(UTF_8);
    read(known, name);
    byte[] line = ("x" + new String(name, UTF_8) + " a=1").getBytes(UTF_8);

    assertThat(known.find(line, 1, 1 + name.length)).isNotNull();
    assertThat(known.find(line, 0, name.length)).isNull();
  }

  /** Of a few thousand, some fall together; rarely more than have room in one place. */
  @Test
  void namesThatFallTogetherAreKept() {
    NamedByBytes many = new NamedByBytes(1 << 24);
    List<byte[]> names =
        IntStream.range(0, 5_000).mapToObj(i -> ("cpu,host=gw" + i).getBytes(UTF_8)).toList();
    names.forEach(name -> read(many, name));

    assertThat(names.stream().filter(name -> many.find(name, 0, name.length) != null))
        .hasSizeGreaterThan(4_990);
  }

  @Test
  void manyNamesNeedABoundedAmountOfMemory() {
    for (int i = 0; i < 200_000; i++) {
      byte[] name = ("cpu,host=gw" + i).getBytes(UTF_8);
      read(known, name);
    }

    assertThat(known.bytes()).isBetween(MOST_BYTES / 2, MOST_BYTES);
  }

  @Test
  void aNameThatIsVeryLongIsNotKept() {
    byte[] name = "x".repeat(10_000).getBytes(UTF_8);
    read(known, name);

    assertThat(known.find(name, 0, name.length)).isNull();
    assertThat(known.bytes()).isZero();
  }

  /** A series of the sensor that the bytes are. */
  private static void read(NamedByBytes known, byte[] name) {
    try {
      known.read(name, 0, name.length, NamedByBytesTest::named);
    } catch (BodyRefusedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Named named(byte[] name) {
    return new LabelledSeries(new Labels(text(name), "m", "", new Text()));
  }

  private static String text(byte[] name) {
    return new String(name, ISO_8859_1);
  }
}
