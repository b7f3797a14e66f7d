package dev.tidewire.query.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NamePrefixTest {
  @Property(tries = 5000)
  void theRangeHoldsExactlyTheNamesThatBeginWithIt(
      @ForAll("names") String prefix, @ForAll("names") String name) {
    NamePrefix range = NamePrefix.of(prefix);

    boolean inside = compare(range.from(), name) <= 0 && compare(name, range.to()) < 0;

    assertThat(inside).isEqualTo(name.startsWith(prefix));
  }

  /** As Postgres compares in the collation "C". */
  private static int compare(String left, String right) {
    return Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(
            "a", "b", "\u007f", "\u0080", "\ud7ff", "\ue000", "\uffff", "\udbff\udfff")
        .list()
        .ofMaxSize(3)
        .map(parts -> String.join("", parts));
  }
}
