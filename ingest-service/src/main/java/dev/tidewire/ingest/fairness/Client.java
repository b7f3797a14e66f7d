package dev.tidewire.ingest.fairness;

import dev.tidewire.ingest.answer.Answer;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Who sends a request: what it may send, and what is noted of it. Thread-safe. */
final class Client {
  /** Of whom nobody keeps anything. */
  static final Client NOBODY =
      new Client(
          0,
          new ClientUse("nobody", "nobody", Instant.EPOCH),
          null,
          new BucketTable(BucketTable.WAYS, () -> 0),
          () -> 0,
          limited -> {});

  private final long key;
  private final ClientUse use;
  private final BucketTable buckets;
  private final LongSupplier nanos;
  private final Consumer<LimitKind> limited;
  private final @Nullable Limit limit;

  /**
   * @param limit null for none
   * @param limited called for each request of which a limit refuses something
   */
  Client(
      long key,
      ClientUse use,
      @Nullable Limit limit,
      BucketTable buckets,
      LongSupplier nanos,
      Consumer<LimitKind> limited) {
    this.key = key;
    this.use = use;
    this.buckets = buckets;
    this.nanos = nanos;
    this.limited = limited;
    this.limit = limit;
  }

  long key() {
    return key;
  }

  String name() {
    return use.name();
  }

  @Nullable Limit limit() {
    return limit;
  }

  /** What is left of a limit that is its own. */
  BucketTable.Level level(Limit own) {
    return buckets.level(key, key, own);
  }

  /** In how many nanoseconds it may send; 0 for now. */
  long untilOne() {
    return limit == null ? 0 : level(limit).nanosUntilOne();
  }

  /** Takes readings if it may send; otherwise returns in how many nanoseconds it may. */
  long takeIfAny(int readings) {
    return limit == null ? 0 : buckets.takeIfAny(key, key, readings, limit);
  }

  void giveBack(int readings) {
    if (limit != null) {
      buckets.giveBack(key, key, readings, limit);
    }
  }

  void accepted(int readings) {
    use.accepted(readings, nanos.getAsLong());
  }

  /**
   * It has got an answer.
   *
   * @param kind of the limit that refused something, if one did
   */
  void answered(Answer answer, @Nullable LimitKind kind) {
    Why why = Why.of(answer, kind);
    if (why != null) {
      use.refused(why);
    }
    if (kind != null && (why == Why.CLIENT_LIMIT || why == Why.SENSOR_LIMIT)) {
      limited.accept(kind);
    }
  }
}
