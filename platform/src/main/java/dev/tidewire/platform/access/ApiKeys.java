package dev.tidewire.platform.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All keys of a key file. A key is {@code tw_}, its id, {@code _}, and 43 characters of Base64 for
 * URLs, which are 256 random bits. That many bits need no slow hash: they cannot be guessed.
 */
public final class ApiKeys {
  /** No keys. */
  public static final ApiKeys NONE = new ApiKeys(Map.of());

  /** Compared with where there is no such id, so that the answer takes as long. */
  private static final byte[] NOBODY = new byte[32];

  @SuppressWarnings("ArrayRecordComponent") // compared by isSame
  private record Stored(byte[] hash, Access access) {
    private boolean isSame(@Nullable Stored other) {
      return other != null && Arrays.equals(hash, other.hash) && access.equals(other.access);
    }
  }

  private final Map<String, Stored> byId;

  private ApiKeys(Map<String, Stored> byId) {
    this.byId = byId;
  }

  /** These keys; no two have the same id. */
  public static ApiKeys of(Collection<ApiKey> keys) {
    return new ApiKeys(
        keys.stream()
            .map(key -> new Stored(HexFormat.of().parseHex(key.sha256()), key.access()))
            .collect(Collectors.toMap(key -> key.access().id(), Function.identity())));
  }

  /** Whether a text has the form of a key. */
  public static boolean isKey(String text) {
    return text.startsWith(ApiKey.PREFIX);
  }

  /** What the key grants, also when it has expired; empty for a text that is no known key. */
  public Optional<Access> find(String text) {
    Stored stored = byId.get(id(text));
    boolean isSame = MessageDigest.isEqual(sha256(text), stored == null ? NOBODY : stored.hash());
    return isSame && stored != null ? Optional.of(stored.access()) : Optional.empty();
  }

  /** These keys, where those that have not changed grant the same {@link Access} as before. */
  public ApiKeys after(ApiKeys former) {
    Map<String, Stored> merged = new HashMap<>(byId);
    merged.replaceAll((id, now) -> now.isSame(former.byId.get(id)) ? former.stored(id) : now);
    return new ApiKeys(merged);
  }

  /** Whether one of these keys grants this, and is the one that granted it. */
  @SuppressWarnings("ReferenceEquality") // see after()
  public boolean grants(Access access) {
    Stored stored = byId.get(access.id());
    return stored != null && stored.access() == access;
  }

  /** The number of keys. */
  public int size() {
    return byId.size();
  }

  /** How many of them have expired. */
  public long expired(Instant now) {
    return byId.values().stream().filter(key -> key.access().isExpired(now)).count();
  }

  private Stored stored(String id) {
    return Objects.requireNonNull(byId.get(id));
  }

  /**
   * Empty where no 256 bits follow it: a short secret can be guessed, also if it is in the file.
   */
  private static String id(String text) {
    int end = text.indexOf('_', ApiKey.PREFIX.length());
    return end < 0 || text.length() - end - 1 != ApiKey.SECRET_CHARACTERS
        ? ""
        : text.substring(ApiKey.PREFIX.length(), end);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
