package dev.tidewire.platform.security;

import static dev.tidewire.platform.security.SecurityConfig.Mode.API_KEYS;
import static dev.tidewire.platform.security.SecurityConfig.Mode.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.Authorization;
import dev.tidewire.platform.access.KeyFileException;
import dev.tidewire.platform.access.Keys;
import dev.tidewire.platform.access.Operation;
import dev.tidewire.platform.access.Scope;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
  private static final Operation LIST = new Operation("listSensors", Scope.QUERY);
  private static final String READER = "\"scopes\":[\"query\"],\"read\":[\"lyon/*\"]";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2027-01-01T00:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path folder;
  private Gate gate = new Gate(Set.of(NONE), List.of(), CLOCK);

  @BeforeEach
  void twoKeys() throws IOException, KeyFileException {
    write(
        Keys.entry("lyon", READER),
        Keys.entry("writer", "\"scopes\":[\"ingest\"],\"write\":[\"*\"]"),
        Keys.entry("late", READER + ",\"expires\":\"2027-01-01T00:00:00Z\""));
    gate =
        new Gate(
            Set.of(API_KEYS), List.of(new ApiKeyAuthenticator(Optional.of(path()), CLOCK)), CLOCK);
    gate.load();
  }

  @Test
  void whereNobodyIsAsked_everyoneMayDoEverything() {
    assertThat(new Gate(Set.of(NONE), List.of(), CLOCK).enter(LIST, headers()))
        .isEqualTo(new Authorization.Granted(Access.EVERYTHING));
  }

  @Test
  void aKeyWithTheScopeMay() {
    assertThat(gate.enter(LIST, with("lyon")))
        .isInstanceOfSatisfying(
            Authorization.Granted.class,
            granted -> {
              assertThat(granted.access().id()).isEqualTo("lyon");
              assertThat(granted.access().read().contains("lyon/7")).isTrue();
              assertThat(granted.access().read().contains("paris/7")).isFalse();
            });
  }

  @Test
  void othersAreToldWhatIsMissing() {
    assertThat(denial(headers()))
        .isEqualTo(
            Problem.of(
                ProblemType.UNAUTHENTICATED,
                "This needs a credential: send a key as `Authorization: Bearer`, or as"
                    + " `X-API-Key`."));
    assertThat(denial(with("nobody")).detail()).startsWith("The credential is not valid.");
    assertThat(denial(with("late")).detail()).isEqualTo("The key `late` has expired.");
    assertThat(denial(with("writer")))
        .isEqualTo(
            Problem.of(
                ProblemType.FORBIDDEN,
                "This needs the scope `query`, which `writer` does not have."));
  }

  @Test
  void withoutAMode_nobodyMayDoAnything() {
    assertThat(new Gate(Set.of(), List.of(), CLOCK).enter(LIST, headers()))
        .isInstanceOf(Authorization.Denied.class);
  }

  @Test
  void whatIsOpenEndsWithTheKeyThatAllowsIt() throws IOException {
    // Given
    AtomicInteger lyon = new AtomicInteger();
    AtomicInteger writer = new AtomicInteger();
    var unused = gate.during(access(LIST, "lyon"), lyon::incrementAndGet);
    unused =
        gate.during(access(new Operation("send", Scope.INGEST), "writer"), writer::incrementAndGet);

    // When
    write(Keys.entry("writer", "\"scopes\":[\"ingest\"],\"write\":[\"*\"]"));
    gate.look();
    gate.look();

    // Then
    assertThat(lyon).hasValue(1);
    assertThat(writer).hasValue(0);
  }

  @Test
  void whatHasEndedByItselfIsLeftAlone() throws IOException {
    // Given
    AtomicInteger ended = new AtomicInteger();
    Runnable over = gate.during(access(LIST, "lyon"), ended::incrementAndGet);

    // When
    over.run();
    write();
    gate.look();

    // Then
    assertThat(ended).hasValue(0);
  }

  @Test
  void whatCannotBeEndedKeepsNothingElseFromIt() throws IOException {
    // Given
    AtomicInteger ended = new AtomicInteger();
    Access lyon = access(LIST, "lyon");
    for (int i = 0; i < 10; i++) {
      var unused =
          gate.during(
              lyon,
              () -> {
                ended.incrementAndGet();
                throw new IllegalStateException("a fault made by the test");
              });
    }

    // When
    write();
    assertThatThrownBy(gate::look).hasMessage("a fault made by the test");

    // Then
    assertThat(ended).hasValue(10);
    assertThat(gate.isValid(lyon)).isFalse();
  }

  @Test
  void aWrongKeyFileIsMeasured() throws IOException {
    // Given
    MeterRegistry registry = new SimpleMeterRegistry();
    gate.register(registry);
    Gauge wrong = registry.get("tidewire.security.key.file.wrong").gauge();
    assertThat(wrong.value()).isZero();

    // When
    Files.writeString(path(), "{");
    gate.look();

    // Then
    assertThat(wrong.value()).isEqualTo(1);
    write();
    gate.look();
    assertThat(wrong.value()).isZero();
  }

  private Access access(Operation operation, String id) {
    return ((Authorization.Granted) gate.enter(operation, with(id))).access();
  }

  private Problem denial(MultiMap headers) {
    return ((Authorization.Denied) gate.enter(LIST, headers)).problem();
  }

  private static MultiMap headers() {
    return MultiMap.caseInsensitiveMultiMap();
  }

  private static MultiMap with(String id) {
    return headers().add("Authorization", "Bearer " + Keys.text(id));
  }

  private void write(String... entries) throws IOException {
    Files.writeString(path(), Keys.file(entries));
  }

  private Path path() {
    return folder.resolve("keys.json");
  }
}
