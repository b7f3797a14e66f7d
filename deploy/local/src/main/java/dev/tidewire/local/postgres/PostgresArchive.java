package dev.tidewire.local.postgres;

import dev.tidewire.local.machine.FileTrees;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The Postgres programs for this machine, packed into a jar on the class path. */
final class PostgresArchive {
  private PostgresArchive() {}

  /** Where the programs are kept between runs; the user of Postgres can read it. */
  static Path cache() {
    if (System.getProperty("user.name").equals("root")) {
      return Path.of("/var/cache/tidewire");
    }
    String configured = System.getenv("XDG_CACHE_HOME");
    return configured == null || configured.isBlank()
        ? Path.of(System.getProperty("user.home"), ".cache", "tidewire")
        : Path.of(configured, "tidewire");
  }

  /**
   * The folder of the unpacked programs, below {@code cache}. Unpacks them on first use; several
   * processes may do so at the same time.
   */
  static Path unpackedIn(Path cache) throws IOException {
    Path folder = cache.resolve("postgres-" + version() + "-" + platform());
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Path unfinished = unfinishedIn(cache);
    Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (InputStream archive = open()) {
      unpack(archive, unfinished);
    }
    publish(unfinished, folder);
    return folder;
  }

  private static Path unfinishedIn(Path cache) throws IOException {
    try {
      return Files.createTempDirectory(Files.createDirectories(cache), "unpacking-");
    } catch (IOException e) {
      throw new IOException(
          "cannot keep Postgres in the folder %s (%s); set XDG_CACHE_HOME to a folder that you may write to"
              .formatted(cache, e),
          e);
    }
  }

  private static String version() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = PostgresArchive.class.getResourceAsStream("postgres.properties")) {
      properties.load(in);
    }
    return properties.getProperty("version");
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return (system.contains("mac") ? "darwin" : "linux")
        + (processor.equals("aarch64") ? "-arm_64" : "-x86_64");
  }

  private static InputStream open() throws IOException {
    String name = "/postgres-" + platform() + ".txz";
    InputStream archive = PostgresArchive.class.getResourceAsStream(name);
    if (archive == null) {
      throw new IOException(
          "this build contains no Postgres for "
              + platform()
              + "; build it on the machine where it will run (Linux or macOS, x86-64 or arm64)");
    }
    return archive;
  }

  private static void unpack(InputStream archive, Path folder) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, folder);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException(
          "a path in the Postgres archive leads out of its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    boolean program = (entry.getMode() & 0111) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static void publish(Path unfinished, Path folder) throws IOException {
    try {
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      FileTrees.delete(unfinished);
      if (!Files.isDirectory(folder)) {
        throw e;
      }
      // Another process has unpacked the same files first.
    }
  }
}
