package dev.tidewire.ingest.idempotency;

import dev.tidewire.ingest.format.RequestFacts;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What makes a request the same one: its query, the headers that say how to read the body, and the
 * bytes of the body as they were sent. Taken while the body arrives, so that no large one is hashed
 * at once.
 */
final class Fingerprint {
  private static final String EVENT_ATTRIBUTE = "ce-";

  private final MessageDigest digest = Hash.sha256();

  Fingerprint(RequestFacts facts) {
    Hash.add(digest, facts.path());
    add(facts.parameters(), name -> true);
    add(facts.headers(), Fingerprint::isMeant);
  }

  private static boolean isMeant(String header) {
    return header.equals("content-type")
        || header.equals("content-encoding")
        || header.startsWith(EVENT_ATTRIBUTE);
  }

  private void add(Map<String, String> values, Predicate<String> isMeant) {
    new TreeMap<>(values)
        .forEach(
            (name, value) -> {
              if (isMeant.test(name)) {
                Hash.add(digest, name);
                Hash.add(digest, value);
              }
            });
    Hash.add(digest, "");
  }

  void body(byte[] chunk) {
    digest.update(chunk);
  }

  Hash end() {
    return Hash.of(digest);
  }
}
