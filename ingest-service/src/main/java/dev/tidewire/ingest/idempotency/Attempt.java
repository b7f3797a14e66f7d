package dev.tidewire.ingest.idempotency;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.format.RequestFacts;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request with a key. All methods are called on the thread of the request. */
public final class Attempt {
  /** The largest body of an answer that is kept. */
  public static final int LARGEST_ANSWER = 4 << 10;

  private final KeyRegister register;
  private final Hash key;
  private final long owner;
  private final long receivedMicros;
  private final Fingerprint fingerprint;
  private @Nullable Turn turn;
  private boolean isPublishing;
  private boolean hasEnded;

  private Attempt(KeyRegister register, Hash key, long owner, RequestFacts facts) {
    this.register = register;
    this.key = key;
    this.owner = owner;
    this.receivedMicros = facts.receivedMicros();
    this.fingerprint = new Fingerprint(facts);
  }

  /** Whether the request has no key, or one that can be read. */
  public static boolean isWellFormed(RequestFacts facts) {
    String header = facts.headers().get(KeyText.HEADER);
    return header == null || KeyText.read(header) != null;
  }

  /** The attempt of a request, or null where it has no key. */
  public static @Nullable Attempt of(KeyRegister register, Claimant claimant, RequestFacts facts) {
    String header = facts.headers().get(KeyText.HEADER);
    String key = header == null ? null : KeyText.read(header);
    return key == null ? null : new Attempt(register, claimant.key(key), claimant.owner(), facts);
  }

  /** Whether the request has a key. */
  public static boolean hasKey(RequestFacts facts) {
    return facts.headers().containsKey(KeyText.HEADER);
  }

  /** A piece of the body has arrived. */
  public void received(byte[] chunk) {
    fingerprint.body(chunk);
  }

  /**
   * The body is complete.
   *
   * @param then called once on any thread; {@link #decided} must follow
   */
  public void begin(Consumer<Decision> then) {
    register.claim(new KeyedRequest(key, owner, fingerprint.end(), receivedMicros), then);
  }

  /** What the register has decided; nobody may be there any more. */
  public void decided(Decision decision) {
    if (decision instanceof Decision.Go go) {
      turn = go.turn();
      if (hasEnded) {
        release(false);
      }
    }
  }

  /** Readings are on their way: only their fate tells how the attempt ends. */
  public void publishes() {
    isPublishing = true;
  }

  /**
   * The readings are in Kafka.
   *
   * @param then called once on any thread, when a repetition of the request gets this answer
   */
  public void keep(Answer answer, Runnable then) {
    Turn mine = turn;
    turn = null;
    if (mine == null) {
      then.run();
    } else {
      mine.keep(answer, then);
    }
  }

  /**
   * The request is not carried out.
   *
   * @param mayBeThere whether some of its readings may be in Kafka
   */
  public void release(boolean mayBeThere) {
    Turn mine = turn;
    turn = null;
    if (mine != null) {
      mine.release(mayBeThere);
    }
  }

  /** The request has its answer, or nobody waits for one. */
  public void ended() {
    hasEnded = true;
    if (!isPublishing) {
      release(false);
    }
  }
}
