package dev.tidewire.processing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** What the service under test logs while this is open, as {@code LEVEL message}. */
public final class LogLines extends Handler implements AutoCloseable {
  private static final Logger SERVICE = Logger.getLogger("dev.tidewire.processing");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<Throwable> thrown = new CopyOnWriteArrayList<>();

  /** Listens from now on. */
  public LogLines() {
    SERVICE.addHandler(this);
  }

  /** What was thrown, of the lines that have it. */
  public List<Throwable> thrown() {
    return thrown;
  }

  /** The lines so far. */
  public List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord record) {
    if (record.getLevel().intValue() >= Level.INFO.intValue()) {
      lines.add(record.getLevel() + " " + ExtLogRecord.wrap(record).getFormattedMessage());
      if (record.getThrown() != null) {
        thrown.add(record.getThrown());
      }
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    SERVICE.removeHandler(this);
  }
}
