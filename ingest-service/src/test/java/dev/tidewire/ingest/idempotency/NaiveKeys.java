package dev.tidewire.ingest.idempotency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what the log says of a key by reading all of it anew, record by record. */
final class NaiveKeys {
  /** A record and the time at which the broker has taken it. */
  record Logged(KeyRecord record, long atMillis, long number) {}

  /**
   * What is known of a key: who pays for it, who may carry out its request, and the answer.
   *
   * @param since the number of the record that says the last of it
   */
  record Known(
      long owner,
      Hash request,
      long firstMicros,
      long attempt,
      boolean isAgain,
      byte @Nullable [] answer,
      long since) {
    long bytes() {
      return KeyEntry.BYTES + (answer == null ? 0 : answer.length);
    }
  }

  private final List<Logged> log = new ArrayList<>();
  private final long keepMillis;
  private long written;

  NaiveKeys(long keepMillis) {
    this.keepMillis = keepMillis;
  }

  void add(KeyRecord record, long atMillis) {
    log.add(new Logged(record, atMillis, ++written));
  }

  /** Forgets keys, one after another, until what is known of these fits. */
  void makeRoom(List<Hash> keys, long mostBytes, long nowMillis) {
    Map<Long, Map<Hash, Known>> owners = byOwner(keys, nowMillis);
    while (owners.values().stream().mapToLong(NaiveKeys::bytes).sum() > mostBytes) {
      Map<Hash, Known> most =
          owners.entrySet().stream()
              .max(
                  Comparator.<Map.Entry<Long, Map<Hash, Known>>>comparingLong(
                          it -> bytes(it.getValue()))
                      .thenComparing(Map.Entry::getKey))
              .orElseThrow()
              .getValue();
      Hash first =
          most.entrySet().stream()
              .min(
                  Comparator.<Map.Entry<Hash, Known>, Boolean>comparing(
                          it -> it.getValue().answer() == null)
                      .thenComparing(it -> it.getValue().since()))
              .orElseThrow()
              .getKey();
      log.removeIf(logged -> logged.record().key().equals(first));
      owners = byOwner(keys, nowMillis);
    }
  }

  private Map<Long, Map<Hash, Known>> byOwner(List<Hash> keys, long nowMillis) {
    Map<Long, Map<Hash, Known>> owners = new HashMap<>();
    for (Hash key : keys) {
      Known known = find(key, nowMillis);
      if (known != null) {
        owners.computeIfAbsent(known.owner(), owner -> new HashMap<>()).put(key, known);
      }
    }
    return owners;
  }

  private static long bytes(Map<Hash, Known> holding) {
    return Holdings.OWNER_BYTES + holding.values().stream().mapToLong(Known::bytes).sum();
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
      long number = logged.number();
      if (record instanceof KeyRecord.Claim claim) {
        if (known == null) {
          known =
              new Known(
                  claim.owner(),
                  claim.request(),
                  claim.firstMicros(),
                  claim.attempt(),
                  claim.isAgain(),
                  null,
                  number);
        } else if (known.answer() == null
            && known.request().equals(claim.request())
            && (known.attempt() == 0 || at >= leaseEnd)) {
          known = again(known, claim.attempt(), number);
        }
        leaseEnd = known != before ? at + claim.leaseMillis() : leaseEnd;
      } else if (record instanceof KeyRecord.Kept kept) {
        if (known == null) {
          known = new Known(kept.owner(), kept.request(), 0, 0, false, kept.answer(), number);
        } else if (known.answer() == null && known.request().equals(kept.request())) {
          known =
              new Known(
                  known.owner(),
                  known.request(),
                  known.firstMicros(),
                  known.attempt(),
                  known.isAgain(),
                  kept.answer(),
                  number);
        }
      } else if (record instanceof KeyRecord.Released released
          && known != null
          && known.answer() == null
          && known.attempt() == released.attempt()) {
        known = released.mayBeThere() || known.isAgain() ? again(known, 0, number) : null;
      }
      changed = known != before ? at : changed;
    }
    return known != null && nowMillis - changed >= keepMillis ? null : known;
  }

  private static Known again(Known known, long attempt, long number) {
    return new Known(
        known.owner(), known.request(), known.firstMicros(), attempt, true, null, number);
  }
}
