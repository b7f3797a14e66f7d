package dev.tidewire.platform.security;

import static dev.tidewire.platform.security.SecurityConfig.Mode.API_KEYS;
import static dev.tidewire.platform.security.SecurityConfig.Mode.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.Authorization;
import dev.tidewire.platform.access.KeyFileException;
import dev.tidewire.platform.access.Keys;
import dev.tidewire.platform.access.Operation;
import dev.tidewire.platform.access.Reason;
import dev.tidewire.platform.access.Scope;
import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.platform.audit.AuditLog;
import dev.tidewire.platform.problem.ProblemType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessControlTest {
  private static final Operation LIST = new Operation("sensors", Scope.QUERY);
  private static final String READER = "\"scopes\":[\"query\"],\"read\":[\"*\"]";

  @TempDir private Path folder;

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final AtomicLong now = new AtomicLong();
  private final List<Runnable> inProgress = new ArrayList<>();
  private final AuditLog audit =
      new AuditLog(
          Map.of(), "test", Duration.ofHours(1), Duration.ofSeconds(1), metrics, Clock.systemUTC());

  private AccessControl control = controlOf(new Gate(Set.of(NONE), List.of(), Clock.systemUTC()));

  @BeforeEach
  void keys() throws IOException, KeyFileException {
    Path file = folder.resolve("keys.json");
    Files.writeString(
        file,
        Keys.file(
            Keys.entry("reader", READER),
            Keys.entry("writer", "\"scopes\":[\"ingest\"],\"write\":[\"*\"]"),
            Keys.entry("late", READER + ",\"expires\":\"2020-01-01T00:00:00Z\""),
            Keys.entry("slow", READER + ",\"limits\":{\"requestsPerSecond\":2}"),
            Keys.entry("few", READER + ",\"limits\":{\"concurrentRequests\":2}")));
    Gate gate =
        new Gate(
            Set.of(API_KEYS),
            List.of(new ApiKeyAuthenticator(Optional.of(file), Clock.systemUTC())),
            Clock.systemUTC());
    gate.load();
    control = controlOf(gate);
  }

  @AfterEach
  void close() {
    audit.close();
  }

  @Test
  void everyRefusalIsCountedByItsReason() {
    assertThat(reason(enter(null))).isEqualTo(Reason.NO_CREDENTIAL);
    assertThat(reason(enter("?"))).isEqualTo(Reason.MALFORMED_CREDENTIAL);
    assertThat(reason(enter(Keys.text("nobody")))).isEqualTo(Reason.INVALID_CREDENTIAL);
    assertThat(reason(enter(Keys.text("late")))).isEqualTo(Reason.EXPIRED_CREDENTIAL);
    assertThat(reason(enter(Keys.text("writer")))).isEqualTo(Reason.WRONG_SCOPE);

    assertThat(refused(Reason.NO_CREDENTIAL)).isEqualTo(1);
    assertThat(refused(Reason.MALFORMED_CREDENTIAL)).isEqualTo(1);
    assertThat(refused(Reason.INVALID_CREDENTIAL)).isEqualTo(1);
    assertThat(refused(Reason.EXPIRED_CREDENTIAL)).isEqualTo(1);
    assertThat(refused(Reason.WRONG_SCOPE)).isEqualTo(1);
    assertThat(refused(Reason.FAILED_LOGINS)).isZero();
  }

  @Test
  void manyInvalidCredentialsAreTooMany_andAValidOneOfTheSameAddressIsTaken() {
    for (int i = 0; i < 20; i++) {
      assertThat(denied(enter(Keys.text("nobody" + i))).problem().status()).isEqualTo(401);
    }

    assertThat(denied(enter(Keys.text("nobody"))).problem().type())
        .isEqualTo(ProblemType.TOO_MANY_FAILED_LOGINS);
    assertThat(reason(enter(null))).isEqualTo(Reason.NO_CREDENTIAL);
    assertThat(reason(enter(Keys.text("late")))).isEqualTo(Reason.EXPIRED_CREDENTIAL);
    assertThat(enter(Keys.text("reader"))).isInstanceOf(Authorization.Granted.class);
  }

  @Test
  void aKeySendsAsManyRequestsASecondAsItMay() {
    assertThat(enter(Keys.text("slow"))).isInstanceOf(Authorization.Granted.class);
    assertThat(enter(Keys.text("slow"))).isInstanceOf(Authorization.Granted.class);

    Authorization.Denied third = denied(enter(Keys.text("slow")));
    assertThat(third.problem().status()).isEqualTo(429);
    assertThat(third.problem().detail()).contains("`slow` may send 2 requests a second");
    assertThat(third.problem().type().headers()).containsEntry("Retry-After", "1");
    assertThat(third.reason()).isEqualTo(Reason.REQUESTS_PER_SECOND);
    assertThat(enter(Keys.text("reader"))).isInstanceOf(Authorization.Granted.class);
    now.addAndGet(500_000_000);
    assertThat(enter(Keys.text("slow"))).isInstanceOf(Authorization.Granted.class);
  }

  @Test
  void aKeyHasAsManyRequestsInProgressAsItMay() {
    assertThat(enter(Keys.text("few"))).isInstanceOf(Authorization.Granted.class);
    assertThat(enter(Keys.text("few"))).isInstanceOf(Authorization.Granted.class);
    assertThat(reason(enter(Keys.text("few")))).isEqualTo(Reason.CONCURRENT_REQUESTS);

    inProgress.get(0).run();
    inProgress.get(0).run();

    assertThat(enter(Keys.text("few"))).isInstanceOf(Authorization.Granted.class);
    assertThat(reason(enter(Keys.text("few")))).isEqualTo(Reason.CONCURRENT_REQUESTS);
  }

  @Test
  void aFloodOfCallersStaysBounded() {
    Quotas quotas = new Quotas(1, 1, now::get);
    for (int i = 0; i < 100_000; i++) {
      quotas.of(caller("caller-" + i)).open(caller("caller-" + i));
    }
    assertThat(quotas.size()).isEqualTo(Quotas.MOST);
    assertThat(quotas.of(caller("caller-0")).open(caller("caller-0"))).isFalse();

    for (int i = 0; i < Quotas.MOST; i++) {
      quotas.of(caller("caller-" + i)).close();
    }
    now.addAndGet(1_000_000_000);
    assertThat(quotas.of(caller("new")).open(caller("new"))).isTrue();
    assertThat(quotas.size()).isEqualTo(1);
  }

  private static Access caller(String id) {
    return new Access(
        new Access.Origin.Token("thumbprint"),
        id,
        Set.of(Scope.QUERY),
        SensorPatterns.ALL,
        SensorPatterns.ALL,
        Instant.MAX);
  }

  private Authorization enter(@Nullable String secret) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    if (secret != null) {
      headers.add("Authorization", "Bearer " + secret);
    }
    return control.enter(LIST, headers, "192.0.2.1", inProgress::add);
  }

  private AccessControl controlOf(Gate gate) {
    return new AccessControl(gate, audit, Settings.of().limits(), metrics, now::get);
  }

  private double refused(Reason reason) {
    return metrics.get("tidewire.security.refused").tag("reason", reason.code()).counter().count();
  }

  private static Reason reason(Authorization authorization) {
    return denied(authorization).reason();
  }

  private static Authorization.Denied denied(Authorization authorization) {
    return (Authorization.Denied) authorization;
  }
}
