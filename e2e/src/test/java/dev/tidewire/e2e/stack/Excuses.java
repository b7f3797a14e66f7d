package dev.tidewire.e2e.stack;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The times at which an event loop of a service may stand still for reasons that are not its own:
 * while it loads the classes of its first work, with all of the machine busy, and while it was
 * frozen.
 */
final class Excuses {
  private static final Duration SETTLING = Duration.ofSeconds(30);
  private static final DateTimeFormatter LOGGED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");
  private static final int LOGGED_LENGTH = 23;

  private record Span(LocalDateTime from, LocalDateTime to) {}

  private final List<Span> spans = new CopyOnWriteArrayList<>();

  /** It starts now. */
  void started() {
    since(LocalDateTime.now());
  }

  /**
   * It goes on now.
   *
   * @param since when it was frozen
   */
  void since(LocalDateTime since) {
    spans.add(new Span(since, LocalDateTime.now().plus(SETTLING)));
  }

  /** Whether a line of the log falls into one of these times. */
  boolean cover(String line) {
    if (line.length() < LOGGED_LENGTH) {
      return false;
    }
    try {
      LocalDateTime at = LocalDateTime.parse(line.substring(0, LOGGED_LENGTH), LOGGED);
      return spans.stream().anyMatch(span -> !at.isBefore(span.from()) && !at.isAfter(span.to()));
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
