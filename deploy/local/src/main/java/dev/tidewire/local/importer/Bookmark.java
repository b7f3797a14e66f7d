package dev.tidewire.local.importer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * How much of a file is done. It stands beside the file, and is replaced as a whole.
 *
 * @param offset up to which ingest has answered
 * @param lines that end before it
 * @param accepted readings
 * @param rejected items, since an import ended that told them
 * @param told how many items were rejected before that
 * @param query by which the file is read
 * @param digest of all bytes before the offset
 */
record Bookmark(
    long offset, long lines, long accepted, long rejected, long told, String query, String digest) {
  /** Where the bookmark of a file is. */
  static Path of(Path file) {
    return file.resolveSibling(file.getFileName() + ".tidewire-import");
  }

  /** Nothing is done yet. */
  static Bookmark none(String query) {
    return new Bookmark(0, 0, 0, 0, 0, query, "");
  }

  /** The bookmark behind a piece. */
  Bookmark after(Answer answer, long end, long endLine, String newDigest) {
    return new Bookmark(
        end,
        endLine,
        accepted + answer.accepted(),
        rejected + answer.rejected(),
        told,
        query,
        newDigest);
  }

  /** The bookmark of an import that has told what was rejected, which the next one need not. */
  Bookmark ended() {
    return new Bookmark(offset, lines, accepted, 0, told + rejected, query, digest);
  }

  /** The bookmark of a file that has been begun with the same query. */
  static Optional<Bookmark> read(Path file, String query) throws IOException, ImportException {
    if (!Files.exists(of(file))) {
      return Optional.empty();
    }
    Bookmark bookmark = read(file);
    if (!bookmark.query.equals(query)) {
      throw new ImportException(
          "%s was begun with other parameters: %s. Give these, or delete %s to begin again."
              .formatted(file, bookmark.query, of(file)));
    }
    return Optional.of(bookmark);
  }

  /** Refuses a file that differs from the one that was begun, in what is done. */
  void assertSame(Path file, Prefix prefix) throws ImportException {
    if (offset > 0 && !prefix.hex().equals(digest)) {
      throw new ImportException(
          ("%s is not the file that was begun. Delete %s to begin with this one, also where you have"
                  + " mended lines that were rejected: a reading that is sent twice counts once.")
              .formatted(file, of(file)));
    }
  }

  private static Bookmark read(Path file) throws IOException, ImportException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(of(file))) {
      properties.load(in);
      return new Bookmark(
          Long.parseLong(properties.getProperty("offset", "")),
          Long.parseLong(properties.getProperty("lines", "")),
          Long.parseLong(properties.getProperty("accepted", "")),
          Long.parseLong(properties.getProperty("rejected", "")),
          Long.parseLong(properties.getProperty("told", "0")),
          properties.getProperty("query", ""),
          properties.getProperty("digest", ""));
    } catch (IllegalArgumentException damaged) {
      throw new ImportException("%s is damaged. Delete it to begin again.".formatted(of(file)));
    }
  }

  void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("offset", Long.toString(offset));
    properties.setProperty("lines", Long.toString(lines));
    properties.setProperty("accepted", Long.toString(accepted));
    properties.setProperty("rejected", Long.toString(rejected));
    properties.setProperty("told", Long.toString(told));
    properties.setProperty("query", query);
    properties.setProperty("digest", digest);
    Path next = of(file).resolveSibling(of(file).getFileName() + ".new");
    try (OutputStream out = Files.newOutputStream(next)) {
      properties.store(out, "Where deploy/local/import goes on. Delete this to begin again.");
    }
    Files.move(next, of(file), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
