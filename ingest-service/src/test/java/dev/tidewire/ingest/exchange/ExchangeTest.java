package dev.tidewire.ingest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.DecodedBatch;
import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.receipt.Place;
import dev.tidewire.contract.receipt.Receipt;
import dev.tidewire.contract.receipt.ReceiptToken;
import dev.tidewire.ingest.admission.Admission;
import dev.tidewire.ingest.admission.Grant;
import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.answer.AnswerStyle;
import dev.tidewire.ingest.answer.Outcome;
import dev.tidewire.ingest.answer.ProblemStyle;
import dev.tidewire.ingest.batch.ReceiptTimes;
import dev.tidewire.ingest.batch.SeriesCatalog;
import dev.tidewire.ingest.coding.Coding;
import dev.tidewire.ingest.fairness.Fairness;
import dev.tidewire.ingest.fairness.Limit;
import dev.tidewire.ingest.fairness.Share;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.ingest.idempotency.Attempt;
import dev.tidewire.ingest.idempotency.Claimant;
import dev.tidewire.ingest.idempotency.SharedLog;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.intake.BodyReader;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.ingest.intake.TimeLimits;
import dev.tidewire.ingest.intake.WrongTimes;
import dev.tidewire.ingest.json.NdjsonFormat;
import dev.tidewire.ingest.kafka.MockKafka;
import dev.tidewire.ingest.publish.Publisher;
import dev.tidewire.ingest.route.Terms;
import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request from its head to its answer, with HTTP and the broker played by the test. */
class ExchangeTest {
  private static final int MAX_BODY = 100;
  private static final int MAX_BYTES = 150;
  private static final UUID TOPIC = UUID.randomUUID();
  private static final String GOOD = "{\"sensor\":\"a\",\"time\":0,\"value\":1.5}\n";

  /** The second of the series is a microsecond later. */
  private static final String WITHOUT_TIME = "{\"sensor\":\"a\",\"value\":1}\n".repeat(2);

  private AnswerStyle style = new ProblemStyle();
  private Share share = Share.unlimited(SensorPatterns.ALL);
  private final MockKafka kafka = new MockKafka();
  private final Admission admission =
      new Admission(2, MAX_BYTES, MAX_BODY, Duration.ofMillis(150), () -> false, () -> 0);
  private final FakeBackend backend = new FakeBackend();
  private final FakeCaller caller = new FakeCaller();

  @AfterEach
  void allRoomWasGivenBack() {
    assertThat(admission.requests()).isZero();
    assertThat(admission.bytes()).isZero();
  }

  @Test
  void body_isAnsweredWhenKafkaHasAcknowledgedIt_andNotBefore() {
    // Given
    Exchange exchange = begin(Map.of());
    exchange.received(bytes(GOOD.substring(0, 7)));
    exchange.received(bytes(GOOD.substring(7)));
    assertThat(kafka.sent()).isEmpty();

    // When
    exchange.complete();

    // Then
    assertThat(sent()).extracting(SensorReading::value).containsExactly(1.5);
    assertThat(admission.requests()).isEqualTo(1);
    kafka.acknowledge();
    assertThat(caller.answers).as("nothing is answered on the broker's thread").isEmpty();
    caller.runTasks();
    assertThat(caller.theAnswer()).isEqualTo("202 {\"accepted\":1}");
    assertThat(backend.accepted).isEqualTo(1);
    assertThat(caller.discarded).isZero();
  }

  @Test
  void badItem_isReportedBesideTheGoodOnes() {
    // When
    Exchange exchange = begin(Map.of());
    exchange.received(bytes(GOOD + "x\n" + GOOD));
    exchange.complete();
    kafka.acknowledge();
    caller.runTasks();

    // Then
    assertThat(caller.theAnswer()).startsWith("207 {\"accepted\":2,\"rejected\":1,");
    assertThat(backend.rejected).isEqualTo(1);
    assertThat(backend.accepted).isEqualTo(2);
  }

  @Test
  void badItem_refusesAnAtomicRequest_andNothingIsSent() {
    // When
    Exchange exchange = begin(Map.of("atomic", "true"));
    exchange.received(bytes(GOOD + "x\n"));
    exchange.complete();

    // Then
    assertThat(caller.problem()).isEqualTo(ProblemType.INVALID_READINGS);
    assertThat(kafka.sent()).isEmpty();
  }

  @Test
  void bodyThatGrowsTooLarge_isRefusedAtThatByte() {
    // Given
    Exchange exchange = begin(Map.of());
    exchange.received(new byte[MAX_BODY]);
    assertThat(caller.answers).isEmpty();

    // When
    exchange.received(new byte[1]);

    // Then
    assertThat(caller.problem()).isEqualTo(ProblemType.BODY_TOO_LARGE);
    assertThat(caller.discarded).isEqualTo(1);
    exchange.received(bytes(GOOD));
    exchange.complete();
    exchange.late();
    assertThat(caller.answers).hasSize(1);
    assertThat(kafka.sent()).isEmpty();
  }

  @Test
  void bodyThatWasNotAnnounced_isRefusedWhenThereIsNoRoomForIt() {
    // Given
    Grant other = Objects.requireNonNull(admission.admit(0));
    assertThat(other.use(MAX_BYTES - 10)).isTrue();
    Exchange exchange = begin(Map.of());
    exchange.received(new byte[10]);
    assertThat(caller.answers).isEmpty();

    // When
    exchange.received(new byte[1]);

    // Then
    assertThat(caller.problem()).isEqualTo(ProblemType.OVERLOADED);
    assertThat(caller.theOnly().headers()).containsKey("Retry-After");
    assertThat(caller.discarded).isEqualTo(1);
    other.release();
  }

  @Test
  void bodyThatDoesNotArrive_isRefused() {
    // Given
    Exchange exchange = begin(Map.of());
    exchange.received(bytes(GOOD));

    // When
    exchange.late();

    // Then
    assertThat(caller.problem()).isEqualTo(ProblemType.BODY_TIMEOUT);
    exchange.complete();
    assertThat(kafka.sent()).isEmpty();
    assertThat(caller.answers).hasSize(1);
  }

  @Test
  void bodyWhoseKeyEndsOnItsWay_isRefused() {
    // Given
    Exchange exchange = begin(Map.of());
    exchange.received(bytes(GOOD));

    // When
    caller.isAllowed = false;
    exchange.complete();

    // Then
    assertThat(caller.problem()).isEqualTo(ProblemType.UNAUTHENTICATED);
    assertThat(kafka.sent()).isEmpty();
    assertThat(caller.discarded).isZero();
  }

  @Test
  void bodyThatIsAwaited_makesWayForAnotherRequest() {
    // Given
    Exchange exchange = begin(Map.of());
    Exchange second = begin(Map.of());

    // When
    Exchange third = begin(Map.of());
    caller.runTasks();

    // Then
    assertThat(caller.problem()).isEqualTo(ProblemType.OVERLOADED);
    assertThat(caller.theAnswer()).contains("whose body had not arrived");
    assertThat(backend.displaced).isEqualTo(1);
    assertThat(caller.discarded).isEqualTo(1);
    exchange.received(bytes(GOOD));
    exchange.complete();
    assertThat(kafka.sent()).isEmpty();
    assertThat(caller.answers).hasSize(1);
    second.broken();
    third.broken();
  }

  @Test
  void senderThatGoes_isNotAnswered_andNothingIsSent() {
    // Given
    Exchange exchange = begin(Map.of());
    exchange.received(bytes(GOOD));

    // When
    exchange.broken();

    // Then
    exchange.received(bytes(GOOD));
    exchange.complete();
    exchange.late();
    assertThat(caller.answers).isEmpty();
    assertThat(kafka.sent()).isEmpty();
  }

  @Test
  void batchThatKafkaDoesNotAcknowledge_isA503ThatSaysWhatMayHaveBeenAccepted() {
    // Given
    Exchange exchange = begin(Map.of());
    exchange.received(bytes(GOOD));
    exchange.complete();

    // When
    kafka.fail(new TimeoutException("expired"));
    caller.runTasks();

    // Then
    assertThat(caller.problem()).isEqualTo(ProblemType.KAFKA_UNAVAILABLE);
    assertThat(caller.theAnswer())
        .contains("Readings accepted: 0; perhaps accepted: 1; not accepted: 0.");
    assertThat(backend.accepted).isZero();
  }

  @Test
  void bug_isA500() {
    // Given
    backend.bug = new IllegalStateException("bug");

    // When
    begin(Map.of()).complete();

    // Then
    assertThat(caller.problem()).isEqualTo(ProblemType.INTERNAL_ERROR);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stepThatFails_isA500_orAnAbortWhenEvenThatFails(boolean everFails) {
    // Given
    Exchange exchange = begin(Map.of());
    exchange.received(bytes(GOOD));
    caller.fails = everFails;

    // When
    exchange.failed();

    // Then
    assertThat(caller.aborted).isEqualTo(everFails);
    assertThat(caller.answers).hasSize(everFails ? 0 : 1);
    exchange.failed();
    assertThat(caller.aborted).isTrue();
  }

  @Test
  void answerThatDoesNotCome_isA503_andWhatComesAfterIsNoAnswer() {
    // Given
    Exchange exchange = begin(Map.of());
    exchange.received(bytes(GOOD));
    exchange.complete();

    // When
    exchange.overdue();

    // Then
    assertThat(caller.problem()).isEqualTo(ProblemType.KAFKA_UNAVAILABLE);
    assertThat(admission.requests()).isZero();
    kafka.acknowledge();
    caller.runTasks();
    assertThat(caller.answers).hasSize(1);
    assertThat(backend.accepted).isEqualTo(1);
  }

  @Test
  void room_isHeldUntilTheAnswerHasLeft() {
    // Given
    Exchange exchange = begin(Map.of());
    exchange.received(bytes("[]"));
    caller.readsNothing = true;

    // When
    exchange.complete();

    // Then
    assertThat(caller.answers).hasSize(1);
    assertThat(admission.requests()).isEqualTo(1);
    assertThat(admission.bytes()).isEqualTo(2);
    caller.unread.forEach(Runnable::run);
  }

  @Test
  void answers_areTimedFromTheHead() {
    // Given
    Exchange exchange = begin(Map.of());
    exchange.received(bytes("[]"));

    // When
    backend.nanos += 5_000;
    exchange.complete();

    // Then
    assertThat(backend.answeredAfter).containsExactly(5_000L);
  }

  @Test
  void accepted_hasATokenOfItsRecords() {
    // Given
    kafka.withTopic(TOPIC);

    // When
    send(begin(Map.of()), GOOD + "x\n");

    // Then
    Answer answer = caller.theOnly();
    assertThat(answer.status()).isEqualTo(207);
    Receipt receipt = ReceiptToken.read(answer.headers().get("Tidewire-Token")).orElseThrow();
    assertThat(receipt.isOf(TOPIC)).isTrue();
    assertThat(receipt.places())
        .containsExactly(new Place(Partitions.of("a", MockKafka.PARTITIONS), 0));
  }

  @Test
  void whatIsNotPublished_hasNoToken() {
    // Given
    kafka.withTopic(TOPIC);

    // When
    Exchange dry = begin(Map.of("dryRun", "true"));
    dry.received(bytes(GOOD));
    dry.complete();

    // Then
    assertThat(caller.theOnly().headers()).doesNotContainKey("Tidewire-Token");
  }

  @Test
  void whoWaits_isAnsweredWhenAllIsStored_andHoldsNoRoom() {
    // Given
    kafka.withTopic(TOPIC);
    send(begin(Map.of(), Map.of("prefer", "wait=5")), GOOD);
    assertThat(caller.answers).isEmpty();
    assertThat(admission.requests()).isZero();
    assertThat(backend.waits).containsExactly(Duration.ofSeconds(5));

    // When
    backend.nanos += 7;
    backend.stored.accept(true);
    caller.runTasks();

    // Then
    assertThat(caller.theAnswer()).isEqualTo("200 {\"accepted\":1}");
    assertThat(caller.theOnly().headers())
        .containsEntry("Preference-Applied", "wait=5")
        .containsKey("Tidewire-Token");
    assertThat(backend.answeredAfter).as("the wait is no time of the answer").containsExactly(0L);
  }

  @Test
  void whoWaitsInVain_isAnsweredAsWithoutWaiting() {
    // Given
    kafka.withTopic(TOPIC);
    send(begin(Map.of(), Map.of("prefer", "wait=5")), GOOD + "x\n");

    // When
    backend.stored.accept(false);
    caller.runTasks();

    // Then
    assertThat(caller.theOnly().status()).isEqualTo(207);
    assertThat(caller.theOnly().headers())
        .doesNotContainKey("Preference-Applied")
        .containsKey("Tidewire-Token");
  }

  @Test
  void whoWaitsAndLeaves_isNotWaitedForAnyLonger() {
    // Given
    kafka.withTopic(TOPIC);
    send(begin(Map.of(), Map.of("prefer", "wait=5")), GOOD);

    // When
    caller.ended.run();
    backend.stored.accept(true);
    caller.runTasks();

    // Then
    assertThat(backend.givenUp).isEqualTo(1);
    assertThat(caller.answers).isEmpty();
  }

  @Test
  void whoCannotBeTold_waitsNotAtAll() {
    // When
    send(begin(Map.of(), Map.of("prefer", "wait=5")), GOOD);

    // Then
    assertThat(caller.theAnswer()).isEqualTo("202 {\"accepted\":1}");
    assertThat(backend.waits).isEmpty();
  }

  @Test
  void anAttemptThatDied_leavesTheSameReadingsAsTheNext_alsoWithoutATime() {
    // Given
    SharedLog log = new SharedLog();
    SharedLog.Replica dead = log.new Replica();
    Exchange first = begin(dead, 1_000_000);
    first.received(bytes(WITHOUT_TIME));
    first.complete();
    decide(dead);
    kafka.acknowledge();
    caller.tasks.clear();
    first.broken();

    // When
    log.later(SharedLog.LEASE);
    SharedLog.Replica next = log.new Replica();
    Exchange second = begin(next, 9_000_000);
    second.received(bytes(WITHOUT_TIME));
    second.complete();
    decide(next);
    kafka.acknowledge();
    caller.runTasks();

    // Then
    assertThat(caller.theAnswer()).isEqualTo("202 {\"accepted\":2}");
    assertThat(kafka.sent()).hasSize(2);
    assertThat(kafka.sent().get(1).value()).isEqualTo(kafka.sent().get(0).value());
  }

  @Test
  void aSenderThatIsGoneWhenItsReadingsAreThere_findsTheAnswerLater() {
    // Given
    kafka.withTopic(TOPIC);
    SharedLog log = new SharedLog();
    SharedLog.Replica replica = log.new Replica();
    Exchange first = begin(replica, 0);
    first.received(bytes(GOOD));
    first.complete();
    decide(replica);

    // When
    first.broken();
    kafka.acknowledge();
    caller.runTasks();
    decide(replica);

    // Then
    Exchange again = begin(replica, 5);
    again.received(bytes(GOOD));
    again.complete();
    caller.runTasks();
    assertThat(caller.theAnswer()).isEqualTo("202 {\"accepted\":1}");
    assertThat(caller.theOnly().headers())
        .containsEntry("Idempotency-Replayed", "true")
        .containsKey("Tidewire-Token");
    assertThat(kafka.sent()).hasSize(1);
    assertThat(backend.accepted).isEqualTo(1);
  }

  @Test
  void aSenderThatIsGoneBefore_orWhoseBodyIsWrong_leavesTheKeyFree() {
    // Given
    SharedLog.Replica replica = new SharedLog().new Replica();
    Exchange gone = begin(replica, 0);
    gone.received(bytes(GOOD));
    gone.complete();
    gone.broken();
    decide(replica);
    Exchange wrong = begin(replica, 0);
    wrong.received(bytes("x"));
    wrong.complete();
    decide(replica);
    assertThat(caller.problem()).isEqualTo(ProblemType.INVALID_READINGS);
    caller.answers.clear();

    // When
    Exchange good = begin(replica, 0);
    good.received(bytes(GOOD));
    good.complete();
    decide(replica);
    kafka.acknowledge();
    caller.runTasks();

    // Then
    assertThat(caller.theAnswer()).isEqualTo("202 {\"accepted\":1}");
    assertThat(kafka.sent()).hasSize(1);
  }

  @Test
  void readingsThatMayBeThere_areSentAgainWithTheTimeOfTheFirstAttempt() {
    // Given
    SharedLog.Replica replica = new SharedLog().new Replica();
    Exchange first = begin(replica, 1_000_000);
    first.received(bytes(WITHOUT_TIME));
    first.complete();
    decide(replica);
    kafka.fail(new TimeoutException("expired"));
    decide(replica);
    assertThat(caller.problem()).isEqualTo(ProblemType.KAFKA_UNAVAILABLE);
    caller.answers.clear();

    // When
    Exchange second = begin(replica, 9_000_000);
    second.received(bytes(WITHOUT_TIME));
    second.complete();
    decide(replica);
    kafka.acknowledge();
    caller.runTasks();

    // Then
    assertThat(caller.theOnly().status()).isEqualTo(202);
    assertThat(kafka.sent().get(1).value()).isEqualTo(kafka.sent().get(0).value());
  }

  @Test
  void anAnswerThatIsTooLongToKeep_isToldAgainInBrief() {
    // Given
    SharedLog.Replica replica = new SharedLog().new Replica();
    style = new LongStyle();
    Exchange first = begin(replica, 0);
    first.received(bytes(GOOD + "x\n"));
    first.complete();
    decide(replica);
    kafka.acknowledge();
    decide(replica);
    assertThat(caller.theOnly().body()).hasSizeGreaterThan(Attempt.LARGEST_ANSWER);
    caller.answers.clear();

    // When
    Exchange again = begin(replica, 0);
    again.received(bytes(GOOD + "x\n"));
    again.complete();
    caller.runTasks();

    // Then
    assertThat(caller.theAnswer()).isEqualTo("207 {\"accepted\":1,\"rejected\":1,\"errors\":[]}");
  }

  /** Tells of errors at length. */
  private static final class LongStyle implements AnswerStyle {
    private final AnswerStyle plain = new ProblemStyle();

    @Override
    public List<Parameter> parameters() {
      return plain.parameters();
    }

    @Override
    public boolean isAtomic(RequestFacts facts) {
      return plain.isAtomic(facts);
    }

    @Override
    public Answer render(Outcome outcome, String requestType) {
      Answer answer = plain.render(outcome, requestType);
      boolean isShort = outcome instanceof Outcome.Accepted all && all.errors().isEmpty();
      return isShort
          ? answer
          : new Answer(
              answer.status(),
              answer.headers(),
              new byte[Attempt.LARGEST_ANSWER + 1],
              answer.problem());
    }
  }

  private Exchange begin(SharedLog.Replica replica, long receivedMicros) {
    RequestFacts facts =
        new RequestFacts("/v1/readings", Map.of("idempotency-key", "k"), Map.of(), receivedMicros);
    return begin(facts, Attempt.of(replica.register(), Claimant.of("somebody", "somebody"), facts));
  }

  /** The log is read, and what it decides is done. */
  private void decide(SharedLog.Replica replica) {
    caller.runTasks();
    replica.readAll();
    caller.runTasks();
  }

  @Test
  void whoHangsUpWhileItsBodyIsRead_getsBackWhatItTook() {
    // Given
    Fairness fairness = limited();
    share = fairness.share("key", "a", null, SensorPatterns.ALL, false);
    Exchange exchange = begin(Map.of());
    backend.whenRead = exchange::broken;
    exchange.received(bytes(GOOD));

    // When
    exchange.complete();

    // Then
    assertThat(kafka.sent()).isEmpty();
    assertThat(report(fairness)).contains("\"remaining\":2");
  }

  @Test
  void whatIsRefusedOrOnlyTried_takesNothing_andWhatIsPublishedDoes() {
    // Given
    Fairness fairness = limited();
    for (Map<String, String> parameters :
        List.of(Map.of("atomic", "true"), Map.of("dryRun", "true"), Map.of("atomic", "false"))) {
      share = fairness.share("key", "a", null, SensorPatterns.ALL, false);

      // When
      send(begin(parameters), GOOD + "x\n");

      // Then
      boolean isPublished = parameters.containsValue("false");
      assertThat(report(fairness)).contains("\"remaining\":" + (isPublished ? 1 : 2));
    }
  }

  @Test
  void onlyWhatALimitRefuses_isToldToBeAcceptedLater() {
    // Given
    Fairness fairness =
        new Fairness(
            null, new Limit(1, 2), () -> 0, InstantSource.fixed(Instant.EPOCH), limited -> {});
    share = fairness.share("key", "a", null, SensorPatterns.ALL, false);
    send(begin(Map.of()), GOOD + GOOD);
    share = fairness.share("key", "a", null, SensorPatterns.ALL, false);

    // When
    send(begin(Map.of()), GOOD + "x\n" + GOOD.replace("\"a\"", "\"b\""));

    // Then
    assertThat(caller.answers).hasSize(2);
    String told = new String(caller.answers.get(1).body(), StandardCharsets.UTF_8);
    assertThat(told)
        .startsWith("{\"accepted\":1,\"rejected\":2,")
        .contains("\"line\":1,\"type\":\"https://tidewire.dev/problems/rate-exceeded\"}")
        .endsWith("\"line\":2}]}");
    assertThat(backend.rejected).isEqualTo(1);
  }

  private static Fairness limited() {
    return new Fairness(
        new Limit(1, 2), null, () -> 0, InstantSource.fixed(Instant.EPOCH), limited -> {});
  }

  private static String report(Fairness fairness) {
    return new String(fairness.report(), StandardCharsets.UTF_8);
  }

  private void send(Exchange exchange, String body) {
    exchange.received(bytes(body));
    exchange.complete();
    kafka.acknowledge();
    caller.runTasks();
  }

  private Exchange begin(Map<String, String> parameters) {
    return begin(parameters, Map.of());
  }

  private Exchange begin(Map<String, String> parameters, Map<String, String> headers) {
    return begin(new RequestFacts("/v1/readings", headers, parameters, 0), null);
  }

  private Exchange begin(RequestFacts facts, @Nullable Attempt attempt) {
    Format format = new NdjsonFormat(Bodies.NAMING);
    Grant grant = admission.admit(0);
    assertThat(grant).isNotNull();
    return new Exchange(
        new Terms.Accepted(format, Coding.IDENTITY, style, facts, SensorPatterns.ALL),
        grant,
        backend,
        caller,
        share,
        attempt);
  }

  private List<SensorReading> sent() {
    List<SensorReading> readings = new ArrayList<>();
    kafka
        .sent()
        .forEach(
            sent -> {
              DecodedBatch decoded = ReadingBatchCodec.decode(sent.value());
              ((ReadingBatch) decoded).series().forEach(s -> readings.add(s.reading(0)));
            });
    return readings;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private final class FakeBackend implements Backend, ExchangeMetrics {
    private final BodyReader reader =
        new BodyReader(
            new SeriesCatalog(MockKafka.PARTITIONS, new KeyedHash()),
            new ReceiptTimes(),
            new TimeLimits(Instant.EPOCH, Optional.empty(), Duration.ofHours(24)),
            MAX_BODY,
            1_000);
    private final List<Long> answeredAfter = new ArrayList<>();
    private @Nullable RuntimeException bug;
    private int rejected;
    private int accepted;
    private int displaced;
    private long nanos;
    private final List<Duration> waits = new ArrayList<>();
    private Consumer<Boolean> stored = none -> {};
    private int givenUp;
    private Runnable whenRead = () -> {};

    @Override
    public StoreWait storeWait(Duration atMost) {
      assertThat(kafka.sent()).isEmpty();
      return (receipt, then) -> {
        waits.add(atMost);
        stored = then;
        return () -> givenUp++;
      };
    }

    @Override
    public long maxBody() {
      return MAX_BODY;
    }

    @Override
    public Duration bodyTimeout() {
      return Duration.ofSeconds(1);
    }

    @Override
    public long nanoTime() {
      return nanos;
    }

    @Override
    public Duration answerTimeout() {
      return Duration.ofSeconds(30);
    }

    @Override
    public void parse(Arrived request, Consumer<ParseOutcome> parsed, Runnable failed) {
      if (bug != null) {
        failed.run();
        return;
      }
      Terms.Accepted terms = request.terms();
      ParseOutcome outcome =
          request.charged(
              reader.read(
                  request.body().drain(),
                  terms.coding(),
                  terms.format(),
                  terms.facts(),
                  request.share(),
                  new PatientEffort(request.room(), request.body().size())));
      whenRead.run();
      parsed.accept(outcome);
    }

    @Override
    public Publisher publisher() {
      return kafka.publisher();
    }

    @Override
    public ExchangeMetrics metrics() {
      return this;
    }

    @Override
    public void wrongTimes(WrongTimes times) {}

    @Override
    public void rejected(int items) {
      rejected += items;
    }

    @Override
    public void accepted(int readings) {
      accepted += readings;
    }

    @Override
    public void displaced() {
      displaced++;
    }

    @Override
    public void answered(Answer answer, long nanos) {
      answeredAfter.add(nanos);
    }
  }

  private static final class FakeCaller implements Caller {
    private final List<Answer> answers = new ArrayList<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<Runnable> unread = new ArrayList<>();
    private int discarded;
    private boolean readsNothing;
    private boolean fails;
    private boolean aborted;
    private boolean isAllowed = true;
    private Runnable ended = () -> {};

    @Override
    public void answer(Answer answer, Runnable whenGone) {
      if (fails) {
        throw new IllegalStateException("no answer");
      }
      answers.add(answer);
      if (readsNothing) {
        unread.add(whenGone);
      } else {
        whenGone.run();
      }
    }

    @Override
    public void whenEnded(Runnable task) {
      ended = task;
    }

    @Override
    public void abort() {
      aborted = true;
    }

    @Override
    public void discardBody() {
      discarded++;
    }

    @Override
    public boolean isAllowed() {
      return isAllowed;
    }

    @Override
    public synchronized void execute(Runnable task) {
      tasks.add(task);
    }

    void runTasks() {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    }

    Answer theOnly() {
      assertThat(answers).hasSize(1);
      return answers.get(0);
    }

    @Nullable ProblemType problem() {
      return theOnly().problem();
    }

    String theAnswer() {
      return theOnly().status() + " " + new String(theOnly().body(), StandardCharsets.UTF_8);
    }
  }
}
