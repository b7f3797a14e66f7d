package dev.tidewire.local.importer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Keeps a second import from a file. It ends with the process, and its file when it is closed. */
final class ImportLock implements AutoCloseable {
  private final Path path;
  private final FileLock lock;

  private ImportLock(Path path, FileLock lock) {
    this.path = path;
    this.lock = lock;
  }

  static ImportLock of(Path file) throws ImportException, IOException {
    Path path = file.resolveSibling(file.getFileName() + ".tidewire-import.lock");
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Optional<FileLock> lock = lock(channel);
    if (lock.isEmpty()) {
      channel.close();
      throw new ImportException(
          "Another import of %s runs. Wait for its end, or stop it; nothing was sent."
              .formatted(file));
    }
    return new ImportLock(path, lock.get());
  }

  private static Optional<FileLock> lock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException heldByThisProcess) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
    lock.acquiredBy().close();
  }
}
