package dev.tidewire.platform.access;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a key file says of one key, before it is checked. */
final class KeyDraft {
  private static final int MAX_PATTERNS = 1_000;

  @Nullable String id;
  @Nullable String sha256;
  @Nullable String expires;
  @Nullable List<String> scopes;
  List<String> write = List.of();
  List<String> read = List.of();
  int requestsPerSecond;
  int concurrentRequests;
  int readingsPerSecond;
  int readingsBurst;

  /** What is wrong with it, or null. */
  @Nullable String violation() {
    if (id == null || !ApiKey.isId(id)) {
      return "each key must have an `id` of 1 to 64 lower-case letters, digits, `.` and `-`";
    }
    if (sha256 == null || !ApiKey.isHash(sha256)) {
      return "`sha256` of the key \"%s\" must be 64 hexadecimal digits".formatted(id);
    }
    String violation = scopesViolation();
    if (violation == null) {
      violation = patternViolation();
    }
    if (violation == null) {
      violation = uselessness();
    }
    if (violation == null && readingsBurst > 0 && !isBurstOfARate()) {
      violation =
          "`readingsBurst` of the key \"%s\" must be at least its `readingsPerSecond`, which must be given"
              .formatted(id);
    }
    return violation == null && expires != null && expiry() == null
        ? "`expires` of the key \"%s\" must be a time like 2027-01-31T00:00:00Z".formatted(id)
        : violation;
  }

  private boolean isBurstOfARate() {
    return readingsPerSecond > 0 && readingsBurst >= readingsPerSecond;
  }

  private @Nullable String scopesViolation() {
    if (scopes == null || scopes.isEmpty()) {
      return "the key \"%s\" must have `scopes`: one or more of %s".formatted(id, known());
    }
    return scopes.stream()
        .filter(code -> Scope.of(code).isEmpty())
        .findFirst()
        .map(
            code ->
                "the key \"%s\" has the scope %s; known are %s"
                    .formatted(id, Shown.of(code), known()))
        .orElse(null);
  }

  private @Nullable String patternViolation() {
    if (write.size() + read.size() > MAX_PATTERNS) {
      return "the key \"%s\" has more than %d patterns; beginnings like `lyon/*` need fewer"
          .formatted(id, MAX_PATTERNS);
    }
    return Stream.concat(write.stream(), read.stream())
        .map(SensorPatterns::violation)
        .flatMap(Stream::ofNullable)
        .findFirst()
        .map(violation -> "of the key \"%s\", %s".formatted(id, violation))
        .orElse(null);
  }

  /** A scope without sensors is a mistake that nobody would find soon. */
  private @Nullable String uselessness() {
    if (has(Scope.INGEST) && write.isEmpty()) {
      return "the key \"%s\" has the scope ingest, but `write` names no sensors; [\"*\"] stands for all"
          .formatted(id);
    }
    return Stream.of(Scope.QUERY, Scope.OPERATE)
        .filter(scope -> has(scope) && read.isEmpty())
        .findFirst()
        .map(
            scope ->
                "the key \"%s\" has the scope %s, but `read` names no sensors; [\"*\"] stands for all"
                    .formatted(id, scope.code()))
        .orElse(null);
  }

  private boolean has(Scope scope) {
    return scopes != null && scopes.contains(scope.code());
  }

  /** The key that nothing is wrong with. */
  ApiKey key() {
    Instant end = expires == null ? Instant.MAX : expiry();
    if (id == null || sha256 == null || scopes == null || end == null) {
      throw new IllegalStateException("a key that is not right");
    }
    return new ApiKey(
        sha256,
        new Access(
            Access.Origin.KEY,
            id,
            scopes.stream()
                .map(Scope::of)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet()),
            SensorPatterns.of(write),
            SensorPatterns.of(read),
            end,
            new Limits(requestsPerSecond, concurrentRequests, readingsPerSecond, readingsBurst)));
  }

  private @Nullable Instant expiry() {
    try {
      return expires == null ? null : OffsetDateTime.parse(expires).toInstant();
    } catch (DateTimeParseException notRfc3339) {
      return null;
    }
  }

  private static String known() {
    return Stream.of(Scope.values()).map(Scope::code).collect(Collectors.joining(", "));
  }
}
