import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes an API key, and its entry for the key file, which does not hold the key. */
final class Key {
  private static final String USAGE =
      """
      Usage: deploy/local/key ID --scope SCOPE... [--write PATTERN...] [--read PATTERN...]
                              [--expires TIME] [--requests-per-second NUMBER]
                              [--concurrent-requests NUMBER]

      Makes an API key and prints it, once, with its entry for the key file.

        ID               1 to 64 lower-case letters, digits, `.` and `-`
        --scope SCOPE    ingest, query, annotate or operate; can be given more than once
        --write PATTERN  sensors whose readings it may send: a name, `lyon/*` or `*`
        --read PATTERN   sensors that it may see, in the same way; query and operate need it
        --expires TIME   when it ends, like 2027-01-31T00:00:00Z; without it never
        --requests-per-second NUMBER, --concurrent-requests NUMBER
                         its limits, 1 to 1000000; without them those of the service
      """;

  private final List<String> scopes = new ArrayList<>();
  private final List<String> write = new ArrayList<>();
  private final List<String> read = new ArrayList<>();
  private final List<String> limits = new ArrayList<>();
  private String expires = "";

  public static void main(String[] args) throws NoSuchAlgorithmException {
    Key key = new Key();
    if (args.length < 3 || args.length % 2 == 0 || !key.takes(args)) {
      System.err.print(USAGE);
      System.exit(2);
    }
    String violation = key.violation();
    if (!violation.isEmpty()) {
      System.err.println(violation);
      System.exit(2);
    }
    key.print(args[0]);
  }

  private boolean takes(String[] args) {
    if (!args[0].matches("[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?")) {
      return false;
    }
    for (int i = 1; i < args.length; i += 2) {
      switch (args[i]) {
        case "--scope" -> scopes.add(args[i + 1]);
        case "--write" -> write.add(args[i + 1]);
        case "--read" -> read.add(args[i + 1]);
        case "--expires" -> expires = args[i + 1];
        case "--requests-per-second" -> limits.add(limit("requestsPerSecond", args[i + 1]));
        case "--concurrent-requests" -> limits.add(limit("concurrentRequests", args[i + 1]));
        default -> {
          return false;
        }
      }
    }
    return List.of("ingest", "query", "annotate", "operate").containsAll(scopes)
        && !scopes.isEmpty();
  }

  private static String limit(String name, String number) {
    return quoted(name) + ": " + number;
  }

  /** Why a service would refuse its entry, or nothing. */
  private String violation() {
    if (scopes.contains("ingest") && write.isEmpty()) {
      return "The scope ingest needs --write PATTERN; '*' stands for all sensors.";
    }
    if ((scopes.contains("query") || scopes.contains("operate")) && read.isEmpty()) {
      return "The scopes query and operate need --read PATTERN; '*' stands for all sensors.";
    }
    if (!Stream.concat(write.stream(), read.stream()).allMatch(Key::isPattern)) {
      return "A pattern is the name of a sensor, or its beginning followed by one `*`, of at most"
          + " 256 bytes and without control characters.";
    }
    if (!limits.stream().allMatch(limit -> limit.matches(".*: (?:[1-9]\\d{0,5}|1000000)"))) {
      return "A limit must be a whole number from 1 to 1000000.";
    }
    if (limits.stream().map(limit -> limit.replaceFirst(":.*", "")).distinct().count()
        < limits.size()) {
      return "Each limit can be given once.";
    }
    return expires.isEmpty() || isTime(expires)
        ? ""
        : "--expires must be a time like 2027-01-31T00:00:00Z.";
  }

  private static boolean isPattern(String text) {
    String beginning = text.endsWith("*") ? text.substring(0, text.length() - 1) : text;
    return !text.isEmpty()
        && beginning.indexOf('*') < 0
        && beginning.chars().noneMatch(Character::isISOControl)
        && StandardCharsets.UTF_8.newEncoder().canEncode(beginning)
        && beginning.getBytes(StandardCharsets.UTF_8).length <= 256;
  }

  private static boolean isTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeParseException notRfc3339) {
      return false;
    }
  }

  private void print(String id) throws NoSuchAlgorithmException {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    String key = "tw_" + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    System.out.println("The key, which nothing shows again:\n\n  " + key + "\n");
    System.out.println("Its entry for the array `keys` of the key file, {\"keys\": [...]}:\n");
    System.out.printf(
        "  {\"id\": \"%s\", \"sha256\": \"%s\", \"scopes\": %s%s%s%s%s}%n",
        id,
        HexFormat.of().formatHex(hash),
        array(scopes),
        write.isEmpty() ? "" : ", \"write\": " + array(write),
        read.isEmpty() ? "" : ", \"read\": " + array(read),
        expires.isEmpty() ? "" : ", \"expires\": " + quoted(expires),
        limits.isEmpty() ? "" : ", \"limits\": {" + String.join(", ", limits) + "}");
  }

  private static String array(List<String> texts) {
    return texts.stream().map(Key::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
