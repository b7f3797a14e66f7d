package dev.tidewire.ingest.labels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
      some.put(name, 0, name.length, named(name));
      for (byte[] other : names) {
        Named found = some.find(other, 0, other.length);
        assertThat(found == null || found.equals(named(other))).isTrue();
      }
    }
  }

  @Test
  void aNameIsFoundWhereverItStands() {
    byte[] name = "cpu,host=gw".getBytes(UTF_8);
    known.put(name, 0, name.length, named(name));
    byte[] line = ("x" + new String(name, UTF_8) + " a=1").getBytes(UTF_8);

    assertThat(known.find(line, 1, 1 + name.length)).isEqualTo(named(name));
    assertThat(known.find(line, 0, name.length)).isNull();
  }

  /** Of a few thousand, some fall together. */
  @Test
  void namesThatFallTogetherAreAllKept() {
    NamedByBytes many = new NamedByBytes(1 << 24);
    for (int i = 0; i < 5_000; i++) {
      byte[] name = ("cpu,host=gw" + i).getBytes(UTF_8);
      many.put(name, 0, name.length, named(name));
    }

    for (int i = 0; i < 5_000; i++) {
      byte[] name = ("cpu,host=gw" + i).getBytes(UTF_8);
      assertThat(many.find(name, 0, name.length)).isEqualTo(named(name));
    }
  }

  @Test
  void manyNamesNeedABoundedAmountOfMemory() {
    for (int i = 0; i < 200_000; i++) {
      byte[] name = ("cpu,host=gw" + i).getBytes(UTF_8);
      known.put(name, 0, name.length, named(name));
    }

    assertThat(known.bytes()).isBetween(MOST_BYTES / 2, MOST_BYTES);
  }

  @Test
  void aNameThatIsVeryLongIsNotKept() {
    byte[] name = "x".repeat(10_000).getBytes(UTF_8);
    known.put(name, 0, name.length, named(name));

    assertThat(known.find(name, 0, name.length)).isNull();
    assertThat(known.bytes()).isZero();
  }

  private static Named named(byte[] name) {
    return new Named.Refused(new String(name, UTF_8));
  }
}
