package dev.tidewire.ingest.fairness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What requests take of the limits of their senders and sensors. */
class ShareTest {
  private static final long SECOND = 1_000_000_000;
  private static final Answer ACCEPTED = new Answer(202, Map.of(), new byte[0], null);

  private final AtomicLong now = new AtomicLong();
  private final List<LimitKind> counted = new ArrayList<>();
  private final Fairness fairness = fairness(new Limit(10, 100), new Limit(1, 10));

  @Test
  void whoHasNothingLeftIsRefusedBeforeItsBodyIsRead() throws BodyRefusedException {
    // Given
    take(share("greedy"), "a", 10);
    take(share("greedy"), "b", 20);
    take(share("greedy"), "c", 20);
    take(share("greedy"), "d", 20);
    take(share("greedy"), "e", 20);
    take(share("greedy"), "f", 20);

    // When
    Share refused = share("greedy");
    Problem problem = refused.exhausted();

    // Then
    assertThat(problem).isNotNull();
    assertThat(problem.type()).isEqualTo(ProblemType.RATE_EXCEEDED);
    assertThat(problem.detail()).contains("`greedy` may send 10 readings a second (100 at once)");
    assertThat(share("modest").exhausted()).isNull();
    assertThat(told(refused, problem).headers())
        .containsEntry("Retry-After", "2")
        .containsEntry("RateLimit-Policy", "\"client\";q=100;qu=\"readings\";w=10")
        .containsEntry("RateLimit", "\"client\";r=0;t=11");
    assertThat(counted).containsExactly(LimitKind.CLIENT);
    now.addAndGet(2 * SECOND);
    assertThat(share("greedy").exhausted()).isNull();
  }

  @Test
  void aBodyTwiceTheBurstIsTaken_andALargerOneNever() {
    // Given
    Share share = share("a");

    // Then
    assertThatCode(() -> share.look(200)).doesNotThrowAnyException();
    assertThatThrownBy(() -> share.look(201))
        .isInstanceOfSatisfying(
            BodyRefusedException.class,
            refused -> {
              Problem problem = refused.problem();
              assertThat(problem.type()).isEqualTo(ProblemType.BODY_TOO_LARGE);
              assertThat(problem.detail())
                  .contains(
                      "more than 200 readings of `a`, twice the burst of 100 (at 10 a second)");
              assertThat(told(share, problem).headers())
                  .doesNotContainKey("Retry-After")
                  .containsEntry("RateLimit", "\"client\";r=100;t=0");
            });
    assertThat(counted).containsExactly(LimitKind.CLIENT);
  }

  @Test
  void oneOfTwoBodiesAtATimeIsRefused_whenTheOtherTookAll() throws BodyRefusedException {
    // Given
    Share first = share("a");
    Share second = share("a");
    add(first, "one", 20);
    add(first, "two", 20);
    add(second, "three", 1);
    for (int i = 0; i < 4; i++) {
      take(share("a"), "s" + i, 20);
    }

    // When
    Problem accepted = first.take(40);
    Problem refused = second.take(1);

    // Then
    assertThat(accepted).isNull();
    assertThat(refused).isNotNull();
    assertThat(refused.type()).isEqualTo(ProblemType.RATE_EXCEEDED);
  }

  @Test
  void allReadingsOfASensorInABodyHaveOneFate() throws BodyRefusedException {
    // Given
    take(share("a"), "boiler", 10);
    Share share = share("b");

    // When
    String first = share.look("boiler", 1);
    String other = look(share, "other", 1);
    now.addAndGet(60 * SECOND);
    String second = share.look("boiler", 1);

    // Then
    assertThat(first)
        .isEqualTo(
            "sensor \"boiler\" must send at most 1 readings a second (10 at once), and has sent more;"
                + " send it again in 1 s");
    assertThat(second).isNotNull();
    assertThat(other).isNull();
    assertThat(share.refusedItems()).isEqualTo(2);
    assertThat(look(share("b"), "boiler", 1)).isNull();
  }

  @Test
  void ofASensorABodyHoldsTwiceItsBurst_andALargerOneIsRefused() throws BodyRefusedException {
    // Given
    Share share = share("a");
    add(share, "boiler", 10);
    add(share, "boiler", 10);

    // Then
    assertThatThrownBy(() -> share.look("boiler", 1))
        .isInstanceOfSatisfying(
            BodyRefusedException.class,
            refused -> {
              assertThat(refused.problem().type()).isEqualTo(ProblemType.BODY_TOO_LARGE);
              assertThat(refused)
                  .hasMessageContaining("more than 20 readings of sensor \"boiler\"");
            });
  }

  @Test
  void whereClientsSendNothingAgain_aSensorRefusesAll() throws BodyRefusedException {
    // Given
    take(share("a"), "boiler", 20);
    Share whole = fairness.share("key", "a", null, SensorPatterns.ALL, true);

    // Then
    assertThatThrownBy(() -> whole.look("boiler", 1))
        .isInstanceOfSatisfying(
            BodyRefusedException.class,
            refused -> {
              Answer answer = told(whole, refused.problem());
              assertThat(answer.problem()).isEqualTo(ProblemType.RATE_EXCEEDED);
              assertThat(answer.headers())
                  .containsEntry("Retry-After", "11")
                  .containsEntry("RateLimit", "\"client\";r=80;t=2, \"sensor\";r=0;t=20");
            });
    assertThat(counted).containsExactly(LimitKind.SENSOR);
  }

  @Test
  void aBodyThatIsReadAnewCountsOnce() throws BodyRefusedException {
    // Given
    Share share = share("a");
    add(share, "boiler", 9);

    // When
    share.begin();
    add(share, "boiler", 9);
    assertThat(share.take(9)).isNull();

    // Then
    assertThat(look(share("a"), "boiler", 1)).isNull();
  }

  @Test
  void whatKafkaRefusesIsGivenBack() throws BodyRefusedException {
    // Given
    Share share = share("a");
    add(share, "boiler", 20);
    assertThat(share.take(20)).isNull();

    // When
    share.accepted(0);
    share.accepted(0);

    // Then
    assertThat(look(share("a"), "boiler", 1)).isNull();
    assertThat(share("a").told(ACCEPTED).headers())
        .containsEntry("RateLimit", "\"client\";r=100;t=0");
  }

  @Test
  void ofWhatKafkaAcceptsInPart_theRestIsGivenBackToItsSender() throws BodyRefusedException {
    // Given
    Share share = share("a");
    add(share, "boiler", 20);
    assertThat(share.take(20)).isNull();

    // When
    share.accepted(15);

    // Then
    assertThat(share.told(ACCEPTED).headers()).containsEntry("RateLimit", "\"client\";r=85;t=2");
    assertThat(look(share("a"), "boiler", 1)).isNotNull();
  }

  @Test
  void aKeyHasALimitOfItsOwn() {
    // Given
    Share own = fairness.share("key", "own", Limit.of(1, 0), SensorPatterns.ALL, false);

    // Then
    assertThatCode(() -> own.look(20)).doesNotThrowAnyException();
    assertThatThrownBy(() -> own.look(21)).isInstanceOf(BodyRefusedException.class);
    assertThat(own.told(ACCEPTED).headers())
        .containsEntry("RateLimit-Policy", "\"client\";q=10;qu=\"readings\";w=10");
  }

  @Test
  void withoutLimitsNothingIsTold() throws BodyRefusedException {
    // Given
    Share share = fairness(null, null).share("key", "a", null, SensorPatterns.ALL, false);

    // When
    add(share, "boiler", 1_000_000);

    // Then
    assertThat(share.take(1_000_000)).isNull();
    assertThat(share.exhausted()).isNull();
    share.look(1_000_000);
    assertThat(share.told(ACCEPTED)).isSameAs(ACCEPTED);
  }

  @Test
  void itIsReportedWhoSendsAndWhoIsRefused() throws BodyRefusedException {
    // Given
    Share sent = share("busy");
    add(sent, "boiler", 20);
    assertThat(sent.take(20)).isNull();
    sent.accepted(20);
    now.addAndGet(SECOND);
    Share again = share("quiet");
    look(again, "boiler", 1);
    again.told(new Answer(207, Map.of(), new byte[0], null));
    share("quiet").told(new Answer(503, Map.of(), new byte[0], ProblemType.OVERLOADED));
    share("quiet").told(new Answer(503, Map.of(), new byte[0], ProblemType.KAFKA_UNAVAILABLE));
    share("quiet").told(new Answer(400, Map.of(), new byte[0], ProblemType.INVALID_READINGS));

    // When
    String report = new String(fairness.report(), UTF_8);

    // Then
    String limit = "\"limit\":{\"readingsPerSecond\":10,\"burst\":100,\"remaining\":%d}";
    assertThat(report)
        .isEqualTo(
            "{\"of\":\"this instance since it started\",\"clients\":["
                + "{\"name\":\"busy\",\"kind\":\"key\",\"since\":\"2026-11-22T10:00:00Z\","
                + "\"readingsPerSecond\":2.0,\"accepted\":20,\"refused\":{\"clientLimit\":0,"
                + "\"sensorLimit\":0,\"overloaded\":0,\"invalid\":0,\"unavailable\":0},"
                + limit.formatted(90)
                + "},{\"name\":\"quiet\",\"kind\":\"key\",\"since\":\"2026-11-22T10:00:00Z\","
                + "\"readingsPerSecond\":0.0,\"accepted\":0,\"refused\":{\"clientLimit\":0,"
                + "\"sensorLimit\":1,\"overloaded\":1,\"invalid\":1,\"unavailable\":1},"
                + limit.formatted(100)
                + "}],\"forgotten\":0}");
  }

  @Test
  void whoeverComesLongAgoIsForgotten() {
    // When
    for (int i = 0; i < ClientTable.MOST + 5; i++) {
      share("client-" + i);
    }

    // Then
    assertThat(new String(fairness.report(), UTF_8))
        .endsWith("],\"forgotten\":5}")
        .doesNotContain("\"client-4\"")
        .contains("\"client-5\"");
  }

  private Fairness fairness(@Nullable Limit client, @Nullable Limit sensor) {
    Instant start = Instant.parse("2026-11-22T10:00:00Z");
    return new Fairness(client, sensor, now::get, InstantSource.fixed(start), counted::add);
  }

  private Share share(String name) {
    return fairness.share("key", name, null, SensorPatterns.ALL, false);
  }

  private static Answer told(Share share, Problem problem) {
    return share.told(new Answer(problem.status(), Map.of(), new byte[0], problem.type()));
  }

  private static @Nullable String look(Share share, String sensor, int readings)
      throws BodyRefusedException {
    return share.look(sensor, readings);
  }

  private static void add(Share share, String sensor, int readings) throws BodyRefusedException {
    assertThat(share.look(sensor, readings)).isNull();
    share.add(readings);
  }

  private static void take(Share share, String sensor, int readings) throws BodyRefusedException {
    add(share, sensor, readings);
    assertThat(share.take(readings)).isNull();
  }
}
