package dev.tidewire.e2e.stack;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The times during which an event loop of a service may be blocked for reasons outside its code:
 * while it loads the classes that its first requests need, and while it was frozen.
 */
final class Excuses {
  private static final Duration SETTLING = Duration.ofSeconds(30);
  private static final DateTimeFormatter LOGGED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");
  private static final int LOGGED_LENGTH = 23;

  /** As images log, in UTC. */
  private static final Pattern JSON = Pattern.compile("^\\{\"timestamp\":\"([^\"]+)\"");

  private record Span(LocalDateTime from, LocalDateTime to) {}

  private final List<Span> spans = new CopyOnWriteArrayList<>();

  /** The service starts now. */
  void started() {
    since(LocalDateTime.now());
  }

  /**
   * The service resumes now.
   *
   * @param since when it was frozen
   */
  void since(LocalDateTime since) {
    spans.add(new Span(since, LocalDateTime.now().plus(SETTLING)));
  }

  /** Whether a line of the log was written during one of these times. */
  boolean cover(String line) {
    try {
      LocalDateTime at = time(line);
      return spans.stream().anyMatch(span -> !at.isBefore(span.from()) && !at.isAfter(span.to()));
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static LocalDateTime time(String line) {
    Matcher json = JSON.matcher(line);
    return json.find()
        ? LocalDateTime.ofInstant(Instant.parse(json.group(1)), ZoneId.systemDefault())
        : LocalDateTime.parse(line.substring(0, Math.min(LOGGED_LENGTH, line.length())), LOGGED);
  }
}
