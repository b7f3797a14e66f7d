package dev.tidewire.ingest.fairness;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The clients that came last. Thread-safe. */
final class ClientTable {
  static final int MOST = 1_000;

  private final Map<Long, ClientUse> uses = new LinkedHashMap<>(16, 0.75f, true);
  private long forgotten;

  /** Those of a client, which is the last one seen now. */
  synchronized ClientUse of(long key, Supplier<ClientUse> first) {
    ClientUse known = uses.computeIfAbsent(key, unknown -> first.get());
    if (uses.size() > MOST) {
      uses.remove(uses.keySet().iterator().next());
      forgotten++;
    }
    return known;
  }

  /** A copy, by keys. */
  synchronized Map<Long, ClientUse> all() {
    return new HashMap<>(uses);
  }

  /** How many have made way for others. */
  synchronized long forgotten() {
    return forgotten;
  }
}
