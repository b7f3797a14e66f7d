package dev.tidewire.ingest.idempotency;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what the log says of a key by reading all of it anew, record by record. */
final class NaiveKeys {
  /** A record and the time at which the broker has taken it. */
  record Logged(KeyRecord record, long atMillis) {}

  /** What is known of a key: who may carry out its request, and the answer. */
  record Known(
      Hash request, long firstMicros, long attempt, boolean isAgain, byte @Nullable [] answer) {}

  private final List<Logged> log = new ArrayList<>();
  private final long keepMillis;

  NaiveKeys(long keepMillis) {
    this.keepMillis = keepMillis;
  }

  void add(KeyRecord record, long atMillis) {
    log.add(new Logged(record, atMillis));
  }

  @Nullable Known find(Hash key, long nowMillis) {
    @Nullable Known known = null;
    long changed = 0;
    long leaseEnd = 0;
    for (Logged logged : log) {
      KeyRecord record = logged.record();
      if (!record.key().equals(key)) {
        continue;
      }
      long at = logged.atMillis();
      if (known != null && at - changed >= keepMillis) {
        known = null;
      }
      Known before = known;
      if (record instanceof KeyRecord.Claim claim) {
        if (known == null) {
          known =
              new Known(
                  claim.request(), claim.firstMicros(), claim.attempt(), claim.isAgain(), null);
        } else if (known.answer() == null
            && known.request().equals(claim.request())
            && (known.attempt() == 0 || at >= leaseEnd)) {
          known = new Known(known.request(), known.firstMicros(), claim.attempt(), true, null);
        }
        leaseEnd = known != before ? at + claim.leaseMillis() : leaseEnd;
      } else if (record instanceof KeyRecord.Kept kept) {
        if (known == null) {
          known = new Known(kept.request(), 0, 0, false, kept.answer());
        } else if (known.answer() == null && known.request().equals(kept.request())) {
          known =
              new Known(
                  known.request(),
                  known.firstMicros(),
                  known.attempt(),
                  known.isAgain(),
                  kept.answer());
        }
      } else if (record instanceof KeyRecord.Released released
          && known != null
          && known.answer() == null
          && known.attempt() == released.attempt()) {
        known =
            released.mayBeThere() || known.isAgain()
                ? new Known(known.request(), known.firstMicros(), 0, true, null)
                : null;
      }
      changed = known != before ? at : changed;
    }
    return known != null && nowMillis - changed >= keepMillis ? null : known;
  }
}
