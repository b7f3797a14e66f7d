package dev.tidewire.ingest.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.platform.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Several replicas that read one log at their own pace. */
class KeyRegisterTest {
  private static final long OWNER = 7;
  private static final Hash KEY = new Hash(0, 1);
  private static final Hash REQUEST = new Hash(1, 1);
  private static final Hash OTHER = new Hash(1, 2);
  private static final Answer ANSWER =
      new Answer(202, Map.of("Tidewire-Token", "t"), "{}".getBytes(StandardCharsets.UTF_8), null);

  private final SharedLog log = new SharedLog();
  private final SharedLog.Replica one = log.new Replica();
  private final SharedLog.Replica two = log.new Replica();

  @Example
  void theFirstClaimInTheLog_hasTheTurn_onEveryReplica() {
    // Given
    List<Decision> first = claim(one, REQUEST, 1);
    List<Decision> second = claim(two, REQUEST, 2);
    assertThat(first).as("nothing is decided before the log is read").isEmpty();

    // When
    two.readAll();
    one.readAll();

    // Then
    assertThat(turn(first).firstMicros()).isEqualTo(1);
    assertThat(problem(second)).isEqualTo(KeyProblems.IN_PROGRESS);
  }

  @Example
  void anAnswerThatIsKept_isThatOfEveryRepetition_onEveryReplica() {
    // Given
    List<Decision> first = claim(one, REQUEST, 1);
    one.readAll();
    List<String> then = new ArrayList<>();

    // When
    turn(first).keep(ANSWER, () -> then.add("told"));
    one.readAll();

    // Then
    assertThat(then).hasSize(1);
    int records = log.size();
    assertAnswer(claim(one, REQUEST, 2));
    assertThat(log.size()).as("what is known costs no record").isEqualTo(records);
    List<Decision> elsewhere = claim(two, REQUEST, 3);
    two.readAll();
    assertAnswer(elsewhere);
    one.readAll();
    assertAnswer(claim(one, REQUEST, 4));
    SharedLog.Replica fresh = log.new Replica();
    fresh.readAll();
    assertAnswer(claim(fresh, REQUEST, 5));
  }

  @Example
  void whatIsInProgressHere_isToldWithoutARecord() {
    // Given
    List<Decision> first = claim(one, REQUEST, 1);

    // When
    List<Decision> same = claim(one, REQUEST, 2);
    List<Decision> other = claim(one, OTHER, 2);
    one.readAll();
    List<Decision> later = claim(one, REQUEST, 3);

    // Then
    assertThat(problem(same)).isEqualTo(KeyProblems.IN_PROGRESS);
    assertThat(problem(other)).isEqualTo(KeyProblems.OTHER_REQUEST);
    assertThat(problem(later)).isEqualTo(KeyProblems.IN_PROGRESS);
    assertThat(log.size()).isEqualTo(1);
    assertThat(turn(first).firstMicros()).isEqualTo(1);
  }

  @Example
  void aKeyOfAnotherRequest_isRefused_beforeAndAfterItsAnswer() {
    // Given
    List<Decision> first = claim(one, REQUEST, 1);
    List<Decision> early = claim(two, OTHER, 2);
    one.readAll();
    two.readAll();

    // When
    turn(first).keep(ANSWER, () -> {});
    one.readAll();
    two.readAll();

    // Then
    assertThat(problem(early)).isEqualTo(KeyProblems.OTHER_REQUEST);
    assertThat(problem(claim(one, OTHER, 3))).isEqualTo(KeyProblems.OTHER_REQUEST);
    assertThat(problem(claim(two, OTHER, 3))).isEqualTo(KeyProblems.OTHER_REQUEST);
  }

  @Example
  void aReplicaThatHasEnded_losesItsTurn_andTheTimeOfTheFirstAttemptStays() {
    // Given
    claim(one, REQUEST, 1);
    List<Decision> early = claim(two, REQUEST, 2);
    two.readAll();
    assertThat(problem(early)).isEqualTo(KeyProblems.IN_PROGRESS);

    // When
    log.later(SharedLog.LEASE);
    List<Decision> late = claim(two, REQUEST, 3);
    two.readAll();

    // Then
    assertThat(turn(late).firstMicros()).isEqualTo(1);
    assertThat(two.uses()).containsEntry(KeyUse.AGAIN, 1);
  }

  @Example
  void anAttemptThatLeftNothing_leavesNoTrace_andOneThatMayHave_leavesItsTime() {
    // Given
    List<Decision> first = claim(one, REQUEST, 1);
    one.readAll();

    // When
    turn(first).release(false);
    one.readAll();
    List<Decision> second = claim(one, OTHER, 2);
    one.readAll();
    turn(second).release(true);
    one.readAll();
    List<Decision> third = claim(one, OTHER, 3);
    one.readAll();
    turn(third).release(false);
    one.readAll();
    List<Decision> fourth = claim(one, OTHER, 4);
    one.readAll();

    // Then
    assertThat(turn(second).firstMicros()).isEqualTo(2);
    assertThat(turn(third).firstMicros()).isEqualTo(2);
    assertThat(turn(fourth).firstMicros()).as("the second may have left some").isEqualTo(2);
  }

  @Example
  void whileTheLogCannotBeAsked_oneRequestAtATimeWaits_andNoClaimStays() {
    // Given
    log.goAway();
    List<Decision> first = claim(one, REQUEST, 1);

    // When
    log.later(AttemptWriter.PATIENCE);
    one.register().tick();

    // Then
    assertThat(problem(first)).isEqualTo(KeyProblems.UNKNOWN);
    assertThat(one.register().isFailing()).isTrue();
    List<List<Decision>> others =
        IntStream.range(0, 5).mapToObj(i -> claim(one, new Hash(5, i), REQUEST, 2)).toList();
    assertThat(others).filteredOn(List::isEmpty).as("who waits").hasSize(1);
    log.comeBack();
    assertThat(others).allSatisfy(it -> assertThat(problem(it)).isEqualTo(KeyProblems.UNKNOWN));
    assertThat(log.last()).isInstanceOf(KeyRecord.Released.class);
    List<Decision> afterwards = claim(one, REQUEST, 3);
    one.readAll();
    assertThat(turn(afterwards).firstMicros()).isEqualTo(3);
    assertThat(one.register().isFailing()).isFalse();
  }

  @Example
  void aClaimThatComesToTheLogTooLate_isTakenBack() {
    // Given
    List<Decision> first = claim(one, REQUEST, 1);
    log.later(AttemptWriter.PATIENCE);
    one.register().tick();
    assertThat(problem(first)).isEqualTo(KeyProblems.UNKNOWN);

    // When
    List<Decision> second = claim(two, REQUEST, 2);
    two.readAll();
    one.readAll();

    // Then
    assertThat(first).hasSize(1);
    assertThat(turn(second).firstMicros()).isEqualTo(2);
  }

  @Example
  void anAnswerThatCannotBeKept_isToldAllTheSame() {
    // Given
    List<Decision> first = claim(one, REQUEST, 1);
    one.readAll();
    List<String> then = new ArrayList<>();
    log.goAway();

    // When
    turn(first).keep(ANSWER, () -> then.add("told"));
    one.register().tick();
    assertThat(then).isEmpty();
    log.later(AttemptWriter.PATIENCE);
    one.register().tick();

    // Then
    assertThat(then).hasSize(1);
    log.comeBack();
    one.register().tick();
    assertThat(then).hasSize(1);
  }

  /** The memory is for all, but nobody can have that of others. */
  @Example
  void whatAQuietCallerRepeats_isAnswered_howeverManyKeysANoisyOneUses() {
    // Given
    IntStream.range(0, 20).forEach(i -> accept(new KeyedRequest(new Hash(3, i), 3, REQUEST, 1)));
    Answer large = new Answer(207, Map.of(), new byte[Attempt.LARGEST_ANSWER], null);

    // When
    IntStream.range(0, 10_000)
        .forEach(i -> accept(new KeyedRequest(new Hash(4, i), 4, REQUEST, 1), large));

    // Then
    SharedLog.Replica fresh = log.new Replica();
    fresh.readAll();
    for (SharedLog.Replica replica : List.of(one, fresh)) {
      IntStream.range(0, 20).forEach(i -> assertAnswer(claim(replica, new Hash(3, i), REQUEST, 2)));
      assertThat(replica.register().bytes()).isBetween(900_000L, 1L << 20);
    }
  }

  private void accept(KeyedRequest request) {
    accept(request, ANSWER);
  }

  private void accept(KeyedRequest request, Answer answer) {
    List<Decision> decisions = new ArrayList<>();
    one.register().claim(request, decisions::add);
    one.readAll();
    turn(decisions).keep(answer, () -> {});
    one.readAll();
  }

  private enum Act {
    CLAIM,
    READ,
    KEEP,
    RELEASE,
    RELEASE_UNKNOWN
  }

  private record Step(Act act, int replica, int key) {}

  /** Whatever order claims, reads and ends come in: never two at once, and one answer for all. */
  @Property(tries = 3_000)
  void neverDoTwoCarryOutARequestAtTheSameTime(@ForAll("steps") List<Step> steps) {
    // Given
    SharedLog shared = new SharedLog();
    List<SharedLog.Replica> replicas = List.of(shared.new Replica(), shared.new Replica());
    List<List<Turn>> turns = List.of(new ArrayList<>(), new ArrayList<>());
    List<List<String>> answers = List.of(new ArrayList<>(), new ArrayList<>());

    for (Step step : steps) {
      // When
      SharedLog.Replica replica = replicas.get(step.replica());
      List<Turn> open = turns.get(step.key());
      List<String> told = answers.get(step.key());
      switch (step.act()) {
        case CLAIM ->
            replica
                .register()
                .claim(
                    new KeyedRequest(new Hash(9, step.key()), OWNER, REQUEST, shared.size()),
                    decision -> {
                      if (decision instanceof Decision.Go go) {
                        assertThat(told).as("who was answered is not asked again").isEmpty();
                        open.add(go.turn());
                      } else if (decision instanceof Decision.Repeated repeated) {
                        assertThat(told).contains(text(repeated.answer()));
                      }
                    });
        case READ -> replica.readOne();
        case KEEP -> {
          if (!open.isEmpty()) {
            told.add(Long.toString(shared.size()));
            open.remove(0)
                .keep(
                    new Answer(202, Map.of(), told.get(0).getBytes(StandardCharsets.UTF_8), null),
                    () -> {});
          }
        }
        case RELEASE, RELEASE_UNKNOWN -> {
          if (!open.isEmpty()) {
            open.remove(0).release(step.act() == Act.RELEASE_UNKNOWN);
          }
        }
      }

      // Then
      assertThat(open).hasSizeLessThanOrEqualTo(1);
      assertThat(told).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Act> acts =
        Arbitraries.of(
            Act.CLAIM,
            Act.CLAIM,
            Act.READ,
            Act.READ,
            Act.READ,
            Act.KEEP,
            Act.RELEASE,
            Act.RELEASE_UNKNOWN);
    return Combinators.combine(
            acts, Arbitraries.integers().between(0, 1), Arbitraries.integers().between(0, 1))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  private static List<Decision> claim(SharedLog.Replica at, Hash request, long receivedMicros) {
    return claim(at, KEY, request, receivedMicros);
  }

  private static List<Decision> claim(
      SharedLog.Replica at, Hash key, Hash request, long receivedMicros) {
    List<Decision> decisions = new ArrayList<>();
    at.register().claim(new KeyedRequest(key, OWNER, request, receivedMicros), decisions::add);
    return decisions;
  }

  private static Turn turn(List<Decision> decisions) {
    assertThat(decisions).singleElement().isInstanceOf(Decision.Go.class);
    return ((Decision.Go) decisions.get(0)).turn();
  }

  private static Problem problem(List<Decision> decisions) {
    assertThat(decisions).singleElement().isInstanceOf(Decision.Refused.class);
    return ((Decision.Refused) decisions.get(0)).problem();
  }

  private static void assertAnswer(List<Decision> decisions) {
    assertThat(decisions).singleElement().isInstanceOf(Decision.Repeated.class);
    Answer answer = ((Decision.Repeated) decisions.get(0)).answer();
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.headers()).isEqualTo(ANSWER.headers());
    assertThat(text(answer)).isEqualTo("{}");
  }

  private static String text(Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
