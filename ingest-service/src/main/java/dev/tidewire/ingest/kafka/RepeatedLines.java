package dev.tidewire.ingest.kafka;

import io.quarkus.logging.LoggingFilter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Tells once what Kafka's client says with each attempt, several times a second while a right is
 * missing or no broker is there. A line is told again when it has been away for ten seconds.
 */
@LoggingFilter(name = "repeated-kafka-lines")
final class RepeatedLines implements Filter {
  private static final String KAFKA = "org.apache.kafka.";
  private static final long AWAY_MILLIS = Duration.ofSeconds(10).toMillis();
  private static final int MAX_LINES = 100;

  /** What differs between two lines that say the same. */
  private static final Pattern CORRELATION = Pattern.compile("correlation id \\d+");

  /** When each line was last said, those that were not said for longest first. */
  private final Map<String, Long> said = new LinkedHashMap<>();

  @Override
  public boolean isLoggable(LogRecord record) {
    String logger = record.getLoggerName();
    return logger == null || !logger.startsWith(KAFKA) || isNews(record);
  }

  private synchronized boolean isNews(LogRecord record) {
    String line =
        CORRELATION
            .matcher(String.valueOf(ExtLogRecord.wrap(record).getFormattedMessage()))
            .replaceAll("");
    Long last = said.remove(line);
    said.put(line, record.getMillis());
    if (said.size() > MAX_LINES) {
      said.remove(said.keySet().iterator().next());
    }
    return last == null || record.getMillis() - last >= AWAY_MILLIS;
  }
}
