package dev.tidewire.ingest.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A log in memory that several replicas read, each when the test says so. */
public final class SharedLog {
  /** Of each claim. */
  public static final Duration LEASE = Duration.ofSeconds(45);

  static final Duration KEEP = Duration.ofHours(24);

  private record Logged(KeyRecord record, long atMillis) {}

  private final List<Logged> log = new ArrayList<>();
  private final AtomicLong attempts = new AtomicLong();
  private long nowMillis = 1_000_000;

  /** Of a broker that is away, records wait here. */
  private final List<Consumer<Boolean>> unwritten = new ArrayList<>();

  private boolean isAway;

  /** One replica of the service. */
  public final class Replica implements KeyLog {
    private final Map<KeyUse, Integer> uses = new EnumMap<>(KeyUse.class);
    private final KeyRegister register =
        new KeyRegister(
            new KeyLimits(1 << 20, KEEP, LEASE),
            this,
            attempts::incrementAndGet,
            () -> Instant.ofEpochMilli(nowMillis),
            () -> nowMillis * 1_000_000,
            use -> uses.merge(use, 1, Integer::sum));

    private int next;

    /** Decides on this replica. */
    public KeyRegister register() {
      return register;
    }

    Map<KeyUse, Integer> uses() {
      return uses;
    }

    @Override
    public void append(KeyRecord record, Duration atMost, Consumer<Boolean> then) {
      if (isAway) {
        unwritten.add(then);
      } else {
        log.add(new Logged(record, nowMillis));
        then.accept(true);
      }
    }

    /** Reads one more record, if there is one. */
    boolean readOne() {
      if (next == log.size()) {
        return false;
      }
      Logged read = log.get(next++);
      register.read(read.record(), read.atMillis());
      return true;
    }

    /** Reads all that there is. */
    public void readAll() {
      boolean mayBeMore = true;
      while (mayBeMore) {
        mayBeMore = readOne();
      }
    }
  }

  int size() {
    return log.size();
  }

  KeyRecord last() {
    return log.get(log.size() - 1).record();
  }

  /** Time passes. */
  public void later(Duration time) {
    nowMillis += time.toMillis();
  }

  /** Nothing is written any more. */
  void goAway() {
    isAway = true;
  }

  /** What waits is not written, and what comes is. */
  void comeBack() {
    isAway = false;
    unwritten.forEach(then -> then.accept(false));
    unwritten.clear();
  }
}
