package dev.tidewire.e2e.stack;

import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import dev.tidewire.local.machine.FileTrees;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A base backup of the running database, made as backup tools make it: the files are copied between
 * {@code pg_backup_start} and {@code pg_backup_stop}, and afterwards the write-ahead log.
 */
public final class BaseBackup {
  private static final String STATE_OF_THE_SERVER = "postmaster.pid";

  private final Path data;
  private final Path copy;

  private BaseBackup(Path data) {
    this.data = data;
    this.copy = data.resolveSibling("base-backup");
  }

  /** Makes a backup while the database is in use. */
  public static BaseBackup take() throws IOException, SQLException {
    Postgres postgres = TestStack.shared().postgres();
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.username(), postgres.password());
        Statement session = connection.createStatement()) {
      BaseBackup backup = new BaseBackup(Path.of(text(session, "SHOW data_directory")));
      FileTrees.delete(backup.copy);
      text(session, "SELECT pg_backup_start('test', fast => true)");
      copy(backup.data, backup.copy);
      String label =
          text(session, "SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)");
      copy(backup.data.resolve("pg_wal"), backup.copy.resolve("pg_wal"));
      Files.writeString(backup.copy.resolve("backup_label"), label);
      return backup;
    }
  }

  /** Deletes the database and starts it from this backup. */
  public void restore() throws IOException {
    TestStack.shared().killPostgres();
    FileTrees.delete(data);
    Files.move(copy, data);
    TestStack.shared().startPostgres();
  }

  private static String text(Statement session, String sql) throws SQLException {
    try (ResultSet rows = session.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Path target = to.resolve(from.relativize(folder));
            if (!Files.isDirectory(target)) {
              Files.copy(folder, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!file.endsWith(STATE_OF_THE_SERVER)) {
              copyIfThere(file, to.resolve(from.relativize(file)));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, @Nullable IOException e)
              throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
  }

  /** A running server deletes files; its write-ahead log says which ones. */
  private static void copyIfThere(Path file, Path target) throws IOException {
    try {
      Files.copy(
          file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (NoSuchFileException e) {
      Files.deleteIfExists(target);
    }
  }
}
