package dev.tidewire.platform.security;

import dev.tidewire.platform.access.KeyFileException;
import dev.tidewire.platform.file.Look;
import dev.tidewire.platform.file.RegularFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.ToIntFunction;
import org.jboss.logging.Logger;

/**
 * The keys of a file that may change at any time. A file that becomes wrong changes nothing: the
 * keys before it stay, and the log says what is wrong. Reads its content every time, because
 * Kubernetes replaces a mounted Secret behind links whose times tell nothing. A read that hangs
 * keeps nobody: it is told like a wrong file, and goes on when it returns.
 *
 * @param <T> the keys
 */
final class WatchedFile<T> {
  private static final Logger LOG = Logger.getLogger(WatchedFile.class);

  /** Some thousand keys; what is larger is another file. */
  private static final int MAX_BYTES = 1 << 20;

  /** How long a read may take that is nothing to tell. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How long a caller waits for one. */
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final String name;
  private final Path file;
  private final Look<byte[]> reading;
  private final ToIntFunction<T> size;
  private final Reader<T> reader;
  private byte[] content = new byte[0];
  private volatile String fault = "";
  private volatile T keys;

  /** Makes keys of a file's content. */
  @FunctionalInterface
  interface Reader<T> {
    /** The keys, where those before them may be of use. */
    T read(byte[] content, T former) throws KeyFileException;
  }

  /**
   * A file that has not been read yet.
   *
   * @param name what messages call it, like {@code key file}
   * @param none no keys
   * @param size how many keys there are
   */
  WatchedFile(String name, Path file, T none, ToIntFunction<T> size, Reader<T> reader) {
    this(
        name,
        file,
        new Look<>("reads the " + name, PATIENCE, () -> content(name, file)),
        none,
        size,
        reader);
  }

  WatchedFile(
      String name,
      Path file,
      Look<byte[]> reading,
      T none,
      ToIntFunction<T> size,
      Reader<T> reader) {
    this.name = name;
    this.file = file;
    this.reading = reading;
    this.keys = none;
    this.size = size;
    this.reader = reader;
  }

  T keys() {
    return keys;
  }

  /** Reads the file for the first time. */
  void load() throws KeyFileException {
    content = read(reading.patience()).orElseThrow(this::stuck);
    keys = reader.read(content, keys);
  }

  /** Reads the file again. Only one thread calls it at a time. */
  synchronized void reload() {
    try {
      Optional<byte[]> now = read(WAIT);
      if (now.isPresent()) {
        take(now.get());
        tellRight();
      } else if (reading.isStuck()) {
        throw stuck();
      }
    } catch (KeyFileException wrong) {
      tell(String.valueOf(wrong.getMessage()));
    }
  }

  private void take(byte[] now) throws KeyFileException {
    if (!Arrays.equals(now, content)) {
      keys = reader.read(now, keys);
      content = now;
      LOG.infof("The %s has changed: there are %d keys now", name, size.applyAsInt(keys));
    }
  }

  /** Whether the file is wrong now, so that older keys are in use. */
  boolean isWrong() {
    return !fault.isEmpty();
  }

  private void tellRight() {
    if (isWrong()) {
      LOG.infof("The %s is right again", name);
    }
    fault = "";
  }

  private void tell(String now) {
    if (!now.equals(fault)) {
      LOG.errorf("%s The keys before this change stay in use: %s", now, file);
    }
    fault = now;
  }

  private KeyFileException stuck() {
    return new KeyFileException(
        "The %s %s cannot be read: that has not ended after %d s. Is its disk away?"
            .formatted(name, file, reading.patience().toSeconds()));
  }

  /** Its content, or nothing if it takes longer. */
  private Optional<byte[]> read(Duration wait) throws KeyFileException {
    try {
      return reading.take(wait);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof KeyFileException wrong) {
        throw wrong;
      }
      throw new IllegalStateException("the " + name + " could not be read", failed.getCause());
    }
  }

  private static byte[] content(String name, Path file) throws KeyFileException {
    try {
      RegularFiles.check(file);
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
          throw new KeyFileException("The %s is larger than 1 MiB.".formatted(name));
        }
        return bytes;
      }
    } catch (IOException unreadable) {
      throw new KeyFileException("The %s cannot be read: %s".formatted(name, unreadable));
    }
  }
}
