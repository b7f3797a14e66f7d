package dev.tidewire.ingest.influx;

import dev.tidewire.platform.text.JsonText;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers the statements of InfluxQL that clients send before they write. There are no databases
 * here, so that there is every database: whoever asks for one is told that it is there.
 */
public final class Statements {
  /** What to do with other statements. */
  public static final String REFUSAL =
      "Only CREATE DATABASE, SHOW DATABASES and CREATE, ALTER and SHOW RETENTION POLICY are understood here. Readings"
          + " are asked for at the query service, `GET /v1/readings`.";

  private static final String DONE = "{\"results\":[{\"statement_id\":0}]}";

  private static final Pattern DATABASE =
      Pattern.compile(
          "CREATE\\s+DATABASE\\s+(?:\"([^\"]{1,256})\"|(\\S{1,256})).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private static final String POLICIES =
      """
      {"results":[{"statement_id":0,"series":[{"columns":["name","duration","shardGroupDuration",\
      "replicaN","default"],"values":[["autogen","0s","168h0m0s",1,true]]}]}]}""";

  private static final int MOST_NAMES = 1_000;

  private record Named(String caller, String name) {}

  /** What callers have created or named lately, the oldest first. */
  private final Set<Named> databases = new LinkedHashSet<>();

  /**
   * The answer to a statement, as JSON; null for one that is not understood.
   *
   * @param caller sees the databases that it has asked for
   * @param database that the request is about, or empty
   */
  public @Nullable String answer(String caller, String statement, String database) {
    String text = statement.strip().replaceFirst(";$", "").strip();
    remember(caller, database);
    Matcher named = DATABASE.matcher(text);
    if (named.matches()) {
      remember(caller, named.group(1) == null ? named.group(2) : named.group(1));
      return DONE;
    }
    String words = SPACE.matcher(text.toUpperCase(Locale.ROOT)).replaceAll(" ");
    if (words.equals("SHOW DATABASES")) {
      return databases(caller);
    }
    if (words.startsWith("SHOW RETENTION POLICIES")) {
      return POLICIES;
    }
    boolean isAboutPolicies =
        words.startsWith("CREATE RETENTION POLICY") || words.startsWith("ALTER RETENTION POLICY");
    return isAboutPolicies ? DONE : null;
  }

  private synchronized void remember(String caller, String name) {
    if (!name.isEmpty()) {
      Named last = new Named(caller, name);
      databases.remove(last);
      databases.add(last);
      if (databases.size() > MOST_NAMES) {
        databases.remove(databases.iterator().next());
      }
    }
  }

  private synchronized String databases(String caller) {
    Set<String> names = new TreeSet<>(Set.of("tidewire"));
    for (Named one : databases) {
      if (one.caller().equals(caller)) {
        names.add(one.name());
      }
    }
    StringBuilder values = new StringBuilder();
    for (String name : names) {
      values
          .append(values.isEmpty() ? "" : ",")
          .append('[')
          .append(JsonText.quoted(name))
          .append(']');
    }
    return "{\"results\":[{\"statement_id\":0,\"series\":[{\"name\":\"databases\","
        + "\"columns\":[\"name\"],\"values\":["
        + values
        + "]}]}]}";
  }
}
