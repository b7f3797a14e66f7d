package dev.tidewire.platform.security;

import dev.tidewire.platform.access.ApiKeys;
import dev.tidewire.platform.access.KeyFileException;
import dev.tidewire.platform.access.KeyFileReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jboss.logging.Logger;

/**
 * The keys of a file that may change at any time. A file that becomes wrong changes nothing: the
 * keys before it stay, and the log says what is wrong. Reads its content every time, because
 * Kubernetes replaces a mounted Secret behind links whose times tell nothing.
 */
final class KeyFile {
  private static final Logger LOG = Logger.getLogger(KeyFile.class);

  /** Some thousand keys; what is larger is another file. */
  private static final int MAX_BYTES = 1 << 20;

  private final Path file;
  private byte[] content = new byte[0];
  private volatile String fault = "";
  private volatile ApiKeys keys = ApiKeys.NONE;

  KeyFile(Path file) {
    this.file = file;
  }

  ApiKeys keys() {
    return keys;
  }

  /** Reads the file for the first time. */
  void load() throws KeyFileException {
    content = content();
    keys = KeyFileReader.read(content);
  }

  /** Reads the file again. Only one thread calls it at a time. */
  synchronized void reload() {
    try {
      byte[] now = content();
      if (!Arrays.equals(now, content)) {
        keys = KeyFileReader.read(now).after(keys);
        content = now;
        LOG.infof("The key file has changed: there are %d keys now", keys.size());
      }
      tellRight();
    } catch (KeyFileException wrong) {
      tell(String.valueOf(wrong.getMessage()));
    }
  }

  /** Whether the file is wrong now, so that older keys are in use. */
  boolean isWrong() {
    return !fault.isEmpty();
  }

  private void tellRight() {
    if (isWrong()) {
      LOG.info("The key file is right again");
    }
    fault = "";
  }

  private void tell(String now) {
    if (!now.equals(fault)) {
      LOG.errorf("%s The keys before this change stay in use: %s", now, file);
    }
    fault = now;
  }

  private byte[] content() throws KeyFileException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new KeyFileException("The key file is larger than 1 MiB.");
      }
      return bytes;
    } catch (IOException unreadable) {
      throw new KeyFileException("The key file cannot be read: " + unreadable);
    }
  }
}
