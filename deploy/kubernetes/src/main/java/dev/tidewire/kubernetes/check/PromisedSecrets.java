package dev.tidewire.kubernetes.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The secrets that the README tells its reader to make: a table whose rows have the secret, its
 * keys and the overlays that want it, each in backquotes.
 */
public final class PromisedSecrets {
  private static final Pattern ROW =
      Pattern.compile("^\\| (`[a-z-]+`) \\| (`[^|]+`) \\| (`[^|]+`) \\|", Pattern.MULTILINE);
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  private record Promise(String overlay, SecretKey key) {}

  private final Set<Promise> promises = new HashSet<>();

  public PromisedSecrets(String readme) {
    ROW.matcher(readme).results().forEach(this::add);
  }

  private void add(MatchResult row) {
    for (String secret : quoted(row.group(1))) {
      for (String key : quoted(row.group(2))) {
        for (String overlay : quoted(row.group(3))) {
          promises.add(new Promise(overlay, new SecretKey(secret, key)));
        }
      }
    }
  }

  private static List<String> quoted(String cell) {
    return QUOTED.matcher(cell).results().map(match -> match.group(1)).toList();
  }

  /** Those for an overlay. */
  Set<SecretKey> of(String overlay) {
    Set<SecretKey> keys = new TreeSet<>();
    promises.stream()
        .filter(promise -> promise.overlay().equals(overlay))
        .forEach(promise -> keys.add(promise.key()));
    return keys;
  }
}
