package dev.tidewire.local;

import dev.tidewire.local.machine.FileTrees;
import dev.tidewire.local.machine.OwnerOnly;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The folder of one stack's data and logs, held by one process at a time. */
final class DataFolder {
  private static final long MIB = 1024 * 1024;
  private static final long REQUIRED_BYTES = 512 * MIB;

  /** The garbage collector releases a lock to which nothing refers. */
  private static final Set<FileLock> held = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final boolean isAbandoned;

  private DataFolder(Path path, boolean isAbandoned) {
    this.path = path;
    this.isAbandoned = isAbandoned;
  }

  /** Locks the folder until this process ends, and creates it if necessary. */
  static DataFolder take(Path path) throws StartFailedException, IOException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new StartFailedException(path + " is not a folder; choose another with --data DIR");
    }
    checkDisk(path);
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new StartFailedException(
          "cannot create the folder " + path + " (" + e + "); choose another with --data DIR");
    }
    try {
      Path file = path.resolve("lock");
      boolean isAbandoned = Files.exists(file) && Files.size(file) > 0;
      held.add(lock(file));
      return new DataFolder(path, isAbandoned).checkWritable();
    } catch (IOException e) {
      throw unwritable(path, e.toString());
    }
  }

  private DataFolder checkWritable() throws StartFailedException {
    for (Path folder : List.of(path, kafka(), postgres(), logs())) {
      if (Files.exists(folder) && !Files.isWritable(folder)) {
        throw unwritable(folder, "its owner or mode does not allow it");
      }
    }
    return this;
  }

  private static StartFailedException unwritable(Path folder, String why) {
    return new StartFailedException(
        "cannot write to the folder %s (%s); change that, or choose another with --data DIR"
            .formatted(folder, why));
  }

  private static void checkDisk(Path path) throws StartFailedException, IOException {
    long usable = Files.getFileStore(nearestExisting(path)).getUsableSpace();
    if (usable < REQUIRED_BYTES) {
      throw new StartFailedException(
          "the disk of %s has %d MiB left, but the stack needs at least %d; free some space, or choose a folder on another disk with --data DIR"
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
      // This process holds it already.
      return null;
    }
  }

  /** Whether the last run did not end by itself: its servers may still be ending. */
  boolean isAbandoned() {
    return isAbandoned;
  }

  /** Notes that this run has ended in good order. */
  void leave() throws IOException {
    Files.write(path.resolve("lock"), new byte[0]);
  }

  /**
   * Deletes the data of earlier runs: only what a stack creates, because the folder may hold other
   * files.
   */
  void empty() throws IOException {
    for (Path folder : List.of(kafka(), postgres(), path.resolve("postgres.unfinished"))) {
      FileTrees.delete(folder);
    }
  }

  /**
   * Keeps other users from what a stack writes. Not from the folder itself, which may be somebody's
   * and hold other files, and through which the user of Postgres may have to come.
   */
  void hide() throws IOException {
    for (Path folder : List.of(kafka(), tls(), secrets(), logs())) {
      OwnerOnly.folder(folder);
    }
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

  /** The certificates of a secure stack. */
  Path tls() {
    return path.resolve("tls");
  }

  /** The passwords of a secure stack, and its key file. */
  Path secrets() {
    return path.resolve("secrets");
  }

  Path logs() {
    return path.resolve("logs");
  }

  /** The log of one process. */
  Path log(String name) {
    return logs().resolve(name + ".log");
  }
}
