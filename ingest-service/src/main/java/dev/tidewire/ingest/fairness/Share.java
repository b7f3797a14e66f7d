package dev.tidewire.ingest.fairness;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * What one request may send, and what it takes of its sender's limit and of those of its sensors.
 * One thread at a time uses it; the hand-over must be safe.
 */
public final class Share {
  private final SensorPatterns writable;
  private final boolean isWhole;
  private final Client client;
  private final @Nullable SensorShare sensors;
  private @Nullable Refusal refusal;
  private int taken;

  /** A sensor gone wild has thousands of items, of which the same is told. */
  private Refusal.@Nullable Later lastTold;

  private String lastText = "";

  Share(SensorPatterns writable, boolean isWhole, Client client, @Nullable SensorShare sensors) {
    this.writable = writable;
    this.isWhole = isWhole;
    this.client = client;
    this.sensors = sensors;
  }

  /** Of a sender without limits, of whom nothing is noted. */
  public static Share unlimited(SensorPatterns writable) {
    return new Share(writable, false, Client.NOBODY, null);
  }

  /** Whether its sender may send readings of a sensor. */
  public boolean isWritable(CharSequence sensor) {
    return writable.contains(sensor);
  }

  /**
   * The body holds this many readings so far.
   *
   * @throws BodyRefusedException when its sender may never send so many at once
   */
  public void look(int readings) throws BodyRefusedException {
    Limit limit = client.limit();
    if (limit != null && readings > limit.mostAtOnce()) {
      refusal = new Refusal.TooMany(LimitKind.CLIENT, named(), limit);
      throw new BodyRefusedException(refusal.problem());
    }
  }

  private String named() {
    return "`" + client.name() + "`";
  }

  /** Why nothing of the request is accepted, before its body is read; or null. */
  public @Nullable Problem exhausted() {
    return refused(client.untilOne());
  }

  private @Nullable Problem refused(long wait) {
    Limit limit = client.limit();
    if (wait == 0 || limit == null) {
      return null;
    }
    refusal = new Refusal.Later(LimitKind.CLIENT, named(), limit, wait);
    return refusal.problem();
  }

  /** The body is read, perhaps not for the first time. */
  public void begin() {
    if (sensors != null) {
      sensors.begin();
    }
  }

  /**
   * Whether readings of a sensor may be added.
   *
   * @return what is told of them where they may not, and the others may; otherwise null
   * @throws BodyRefusedException when that refuses the request
   */
  public @Nullable String look(CharSequence sensor, int readings) throws BodyRefusedException {
    Refusal found = sensors == null ? null : sensors.look(sensor, readings);
    if (found == null) {
      return null;
    }
    if (isWhole || !(found instanceof Refusal.Later later)) {
      throw new BodyRefusedException(found.problem());
    }
    if (!later.equals(lastTold)) {
      lastTold = later;
      lastText = later.ofItem();
    }
    return lastText;
  }

  /** The readings that were looked at last are added. */
  public void add(int readings) {
    if (sensors != null) {
      sensors.add(readings);
    }
  }

  /** What noting sensors takes in memory. */
  public long bytes() {
    return sensors == null ? 0 : sensors.bytes();
  }

  /** How many items the limits of their sensors refuse. */
  public int refusedItems() {
    return sensors == null ? 0 : sensors.refusedItems();
  }

  /** Takes what the body holds, or tells why it is refused. */
  public @Nullable Problem take(int readings) {
    Problem problem = refused(client.takeIfAny(readings));
    if (problem == null) {
      taken = readings;
      if (sensors != null) {
        sensors.take();
      }
    }
    return problem;
  }

  /**
   * So many of the readings that were taken have been accepted. The client gets the others back,
   * and the sensors if none is.
   */
  public void accepted(int readings) {
    if (readings > 0) {
      client.accepted(readings);
    }
    if (taken > readings) {
      client.giveBack(taken - readings);
    }
    if (taken > 0 && readings == 0 && sensors != null) {
      sensors.giveBack();
    }
    taken = 0;
  }

  /** The answer that the sender gets, with what it needs to know of its limits. */
  public Answer told(Answer answer) {
    Refusal last = refusal == null && sensors != null ? sensors.refusal() : refusal;
    client.answered(answer, last == null ? null : last.kind());
    Answer told = RateFields.of(client, sensors == null ? null : last).in(answer);
    boolean isLater = answer.problem() == ProblemType.RATE_EXCEEDED || refusedItems() > 0;
    return last instanceof Refusal.Later later && isLater
        ? told.with("Retry-After", Long.toString(later.seconds()))
        : told;
  }
}
