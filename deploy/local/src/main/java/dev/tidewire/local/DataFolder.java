package dev.tidewire.local;

import dev.tidewire.local.machine.FileTrees;
import dev.tidewire.local.process.StartFailedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folder of one stack's data and logs, held by one process at a time. */
final class DataFolder {
  private static final long MIB = 1024 * 1024;
  private static final long REQUIRED_BYTES = 512 * MIB;

  private final Path path;
  private final FileLock lock;

  private DataFolder(Path path, FileLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Locks the folder for this process, and creates it if necessary; the lock ends with us. */
  static DataFolder take(Path path) throws StartFailedException, IOException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new StartFailedException(path + " is not a folder; choose another with --data DIR");
    }
    checkDisk(path);
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new StartFailedException(
          "cannot make the folder " + path + " (" + e + "); choose another with --data DIR");
    }
    return new DataFolder(path, lock(path.resolve("lock")));
  }

  private static void checkDisk(Path path) throws StartFailedException, IOException {
    long usable = Files.getFileStore(nearestExisting(path)).getUsableSpace();
    if (usable < REQUIRED_BYTES) {
      throw new StartFailedException(
          "the disk of %s has %d MiB left, and the stack needs at least %d; free some space, or choose a folder elsewhere with --data DIR"
              .formatted(path, usable / MIB, REQUIRED_BYTES / MIB));
    }
  }

  private static Path nearestExisting(Path path) {
    Path parent = path.getParent();
    return parent == null || Files.exists(path) ? path : nearestExisting(parent);
  }

  private static FileLock lock(Path file) throws StartFailedException, IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock = tryLock(channel);
    if (lock == null) {
      String holder = Files.readString(file).strip();
      channel.close();
      throw new StartFailedException(
          "%s is in use by another `up`%s; stop that one, or choose another folder with --data DIR"
              .formatted(file.getParent(), holder.isEmpty() ? "" : ", process " + holder));
    }
    channel.truncate(0);
    String pid = ProcessHandle.current().pid() + "\n";
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
    return lock;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
      return null;
    }
  }

  /**
   * Forgets all data of earlier runs. Only what a stack makes itself, should the folder be shared.
   */
  void empty() throws IOException {
    for (Path folder : List.of(kafka(), postgres(), path.resolve("postgres.unfinished"))) {
      FileTrees.delete(folder);
    }
  }

  /** Gives the folder to the next one. */
  void release() throws IOException {
    lock.acquiredBy().close();
  }

  Path path() {
    return path;
  }

  Path kafka() {
    return path.resolve("kafka");
  }

  Path postgres() {
    return path.resolve("postgres");
  }

  Path logs() {
    return path.resolve("logs");
  }

  /** The log of one process. */
  Path log(String name) {
    return logs().resolve(name + ".log");
  }
}
