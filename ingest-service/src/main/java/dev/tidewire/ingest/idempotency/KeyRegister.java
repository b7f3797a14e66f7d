package dev.tidewire.ingest.idempotency;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.platform.problem.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides which attempt of a request with a key is carried out. An attempt writes a claim into the
 * log and waits until it has read that far: the first claim in the log has the turn, on every
 * replica. Thread-safe.
 */
public final class KeyRegister implements KeyLog.Reader {
  /** How long a request waits for its claim, and an answer until it is kept. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Who may wait for a log that has not been read to its end yet. */
  private static final int MOST_WAITING_AT_FIRST = 64;

  private static final int MOST_WAITING_IN_VAIN = 1;

  private enum Health {
    UNTRIED(MOST_WAITING_AT_FIRST),
    SOUND(Integer.MAX_VALUE),
    FAILING(MOST_WAITING_IN_VAIN);

    private final int mostWaiting;

    Health(int mostWaiting) {
      this.mostWaiting = mostWaiting;
    }
  }

  private final KeyTable table;
  private final KeyLog log;
  private final Duration lease;
  private final LongSupplier attempts;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Consumer<KeyUse> uses;

  /** The attempts of this process that have no answer yet. */
  private final Map<Hash, Attempted> here = new HashMap<>();

  private final BriefWaits keeping;

  private int waiting;
  private Health health = Health.UNTRIED;

  /**
   * Knows nothing yet.
   *
   * @param limits of what is remembered
   * @param attempts numbers that no two attempts have in common, on all replicas; none is 0
   * @param nanoTime as {@link System#nanoTime}
   * @param uses told of each request
   */
  public KeyRegister(
      KeyLimits limits,
      KeyLog log,
      LongSupplier attempts,
      InstantSource clock,
      LongSupplier nanoTime,
      Consumer<KeyUse> uses) {
    this.table = new KeyTable(limits.mostBytes(), limits.keep());
    this.lease = limits.lease();
    this.log = log;
    this.attempts = attempts;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.uses = uses;
    this.keeping = new BriefWaits(PATIENCE, nanoTime);
  }

  /** How many keys are remembered. */
  public synchronized int size() {
    return table.size();
  }

  /** What they take. */
  public synchronized long bytes() {
    return table.bytes();
  }

  /** Whether the log could not be asked when it was asked last. */
  synchronized boolean isFailing() {
    return health == Health.FAILING;
  }

  /**
   * Decides on a request.
   *
   * @param receivedMicros when it was received
   * @param then called once, here or on a thread of the log, within a bounded time
   */
  void claim(Hash key, Hash request, long receivedMicros, Consumer<Decision> then) {
    Attempted attempt = new Attempted(key, request, receivedMicros, then);
    Decision known = begin(attempt);
    if (known != null) {
      then.accept(known);
    } else {
      log.append(attempt.claim(), PATIENCE, written -> claimed(attempt, written));
    }
  }

  /** Null when only the log can tell. */
  private synchronized @Nullable Decision begin(Attempted attempt) {
    KeyTable.Entry known = table.find(attempt.key, clock.millis());
    if (known != null && known.answer() != null) {
      return decided(attempt, known);
    }
    Attempted other = here.get(attempt.key);
    if (other != null) {
      return other.request.equals(attempt.request)
          ? refused(KeyUse.IN_PROGRESS, KeyProblems.IN_PROGRESS)
          : refused(KeyUse.OTHER_REQUEST, KeyProblems.OTHER_REQUEST);
    }
    if (waiting >= health.mostWaiting) {
      return refused(KeyUse.UNKNOWN, KeyProblems.UNKNOWN);
    }
    if (known != null && known.request().equals(attempt.request)) {
      attempt.follows(known);
    }
    here.put(attempt.key, attempt);
    waiting++;
    return null;
  }

  private void claimed(Attempted attempt, boolean isWritten) {
    if (!isWritten) {
      endWait(attempt);
    }
  }

  @Override
  public void read(KeyRecord record, long atMillis) {
    Attempted attempt;
    Decision decision;
    synchronized (this) {
      table.apply(record, atMillis);
      attempt = here.get(record.key());
      if (attempt == null || !attempt.isWaiting || attempt.id != record.attempt()) {
        return;
      }
      health = Health.SOUND;
      stopWaiting(attempt);
      KeyTable.Entry known = table.find(record.key(), atMillis);
      decision =
          known == null ? refused(KeyUse.UNKNOWN, KeyProblems.UNKNOWN) : decided(attempt, known);
    }
    attempt.then.accept(decision);
  }

  /** What is decided of an attempt by what is known of its key. */
  private Decision decided(Attempted attempt, KeyTable.Entry known) {
    byte[] answer = known.answer();
    if (known.isOf(attempt.id) && answer == null) {
      attempt.follows(known);
      here.put(attempt.key, attempt);
      attempt.deadline = nanoTime.getAsLong() + lease.toNanos();
      uses.accept(known.isAgain() ? KeyUse.AGAIN : KeyUse.FIRST);
      return new Decision.Go(attempt);
    }
    if (!known.request().equals(attempt.request)) {
      return refused(KeyUse.OTHER_REQUEST, KeyProblems.OTHER_REQUEST);
    }
    Answer first = answer == null ? null : AnswerCodec.decode(answer);
    if (first == null) {
      return refused(KeyUse.IN_PROGRESS, KeyProblems.IN_PROGRESS);
    }
    uses.accept(KeyUse.REPLAYED);
    return new Decision.Repeated(first);
  }

  private Decision refused(KeyUse use, Problem problem) {
    uses.accept(use);
    return new Decision.Refused(problem);
  }

  private void stopWaiting(Attempted attempt) {
    attempt.isWaiting = false;
    here.remove(attempt.key);
    waiting--;
  }

  /** Ends waits in vain, and forgets turns whose lease has ended: they belong to others. */
  @Override
  public void tick() {
    List<Attempted> late = new ArrayList<>(0);
    synchronized (this) {
      long now = nanoTime.getAsLong();
      here.values().removeIf(attempt -> !attempt.isWaiting && now - attempt.deadline >= 0);
      here.values().stream().filter(attempt -> now - attempt.deadline >= 0).forEach(late::add);
    }
    late.forEach(this::endWait);
    keeping.endLate();
  }

  /** The claim may come to the log all the same, so it is taken back. */
  private void endWait(Attempted attempt) {
    Decision unknown;
    synchronized (this) {
      if (!attempt.isWaiting) {
        return;
      }
      health = Health.FAILING;
      stopWaiting(attempt);
      unknown = refused(KeyUse.UNKNOWN, KeyProblems.UNKNOWN);
    }
    attempt.write(new KeyRecord.Released(attempt.key, attempt.id, false), written -> {});
    attempt.then.accept(unknown);
  }

  private synchronized void end(Attempted attempt) {
    here.remove(attempt.key, attempt);
  }

  /** An attempt of this process. */
  private final class Attempted implements Turn {
    private final Hash key;
    private final Hash request;
    private final long id = attempts.getAsLong();
    private final Consumer<Decision> then;
    private long firstMicros;
    private boolean isAgain;
    private boolean isWaiting = true;
    private long deadline = nanoTime.getAsLong() + PATIENCE.toNanos();

    Attempted(Hash key, Hash request, long receivedMicros, Consumer<Decision> then) {
      this.key = key;
      this.request = request;
      this.firstMicros = receivedMicros;
      this.then = then;
    }

    void follows(KeyTable.Entry known) {
      firstMicros = known.firstMicros();
      isAgain = known.isAgain();
    }

    KeyRecord claim() {
      return new KeyRecord.Claim(key, id, request, lease.toMillis(), firstMicros, isAgain);
    }

    @Override
    public long firstMicros() {
      return firstMicros;
    }

    /** After the wait for it has ended, it is still tried to write it. */
    @Override
    public void keep(Answer answer, Runnable written) {
      Runnable done = keeping.begin(written);
      write(
          new KeyRecord.Kept(key, id, request, AnswerCodec.encode(answer)),
          isWritten -> done.run());
    }

    @Override
    public void release(boolean mayBeThere) {
      write(new KeyRecord.Released(key, id, mayBeThere), isWritten -> {});
    }

    private void write(KeyRecord record, Consumer<Boolean> written) {
      end(this);
      log.append(record, lease, written);
    }
  }
}
