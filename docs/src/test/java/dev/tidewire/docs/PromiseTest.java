package dev.tidewire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.docs.Ran.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromiseTest {
  private static final Path FILE = Path.of("../e2e/src/test/java/a/b/StoreIT.java");
  private static final Promise PROMISE = new Promise(FILE, "stores", List.of());

  @Test
  void links_areFoundWithTheirConditions() {
    assertThat(
            Promise.on(
                """
                - Kept: [StoreIT.stores](../e2e/src/test/java/a/b/StoreIT.java),
                  [StoreIT.waits](../e2e/src/test/java/a/b/StoreIT.java) (on images, in the long run),
                  [StoreIT.stores](../e2e/src/test/java/a/b/StoreIT.java) (with clients).
                  See [decision 6](adr/0006.md) (in short).
                """))
        .containsExactly(
            PROMISE,
            new Promise(FILE, "waits", List.of("on images", "in the long run")),
            new Promise(FILE, "stores", List.of("with clients")));
  }

  @Test
  void promise_isKeptWhenItsTestsHaveRunAndPassed() {
    assertThat(PROMISE.isKeptBy(List.of(ran("stores", State.PASSED)))).isTrue();
    assertThat(
            PROMISE.isKeptBy(
                List.of(ran("stores(int)[1]", State.PASSED), ran("stores(int)[2]", State.SKIPPED))))
        .isTrue();
  }

  @Test
  void promise_isNotKeptWhenItsTestFailedOrDidNotRun() {
    assertThat(PROMISE.isKeptBy(List.of())).isFalse();
    assertThat(PROMISE.isKeptBy(List.of(ran("storesMore", State.PASSED)))).isFalse();
    assertThat(PROMISE.isKeptBy(List.of(ran("stores", State.SKIPPED)))).isFalse();
    assertThat(
            PROMISE.isKeptBy(
                List.of(ran("stores(int)[1]", State.PASSED), ran("stores(int)[2]", State.FAILED))))
        .isFalse();
  }

  @Test
  void excuse_isTheReasonOfTheTestOrOfItsClass() {
    assertThat(PROMISE.excuse(List.of(ran("stores", State.SKIPPED)))).isEqualTo("no disk");
    assertThat(PROMISE.excuse(List.of(ran("", State.SKIPPED)))).isEqualTo("no disk");
    assertThat(PROMISE.excuse(List.of())).isEqualTo("not run");
  }

  private static Ran ran(String name, State state) {
    return new Ran("e2e", "a.b.StoreIT", name, Duration.ZERO, state, "no disk");
  }
}
