package dev.tidewire.local.importer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;

/**
 * How much of a file is done. It stands beside the file, and is replaced as a whole.
 *
 * @param offset up to which ingest has answered
 * @param lines that end before it
 * @param accepted readings
 * @param rejected items
 * @param query by which the file is read
 * @param digest of the first and the last bytes before the offset
 */
record Bookmark(
    long offset, long lines, long accepted, long rejected, String query, String digest) {
  private static final int DIGESTED_BYTES = 65_536;

  /** Where the bookmark of a file is. */
  static Path of(Path file) {
    return file.resolveSibling(file.getFileName() + ".tidewire-import");
  }

  /** Nothing is done yet. */
  static Bookmark none(String query) {
    return new Bookmark(0, 0, 0, 0, query, "");
  }

  /** What is done behind a piece. */
  Bookmark after(Answer answer, long end, long endLine, Path file) throws IOException {
    return new Bookmark(
        end,
        endLine,
        accepted + answer.accepted(),
        rejected + answer.rejected(),
        query,
        digest(file, end));
  }

  /** The bookmark of a file that has been begun with the same query, and is still the same. */
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
    if (Files.size(file) < bookmark.offset
        || !digest(file, bookmark.offset).equals(bookmark.digest)) {
      throw new ImportException(
          "%s is not the file that was begun. Delete %s to begin with this one."
              .formatted(file, of(file)));
    }
    return Optional.of(bookmark);
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
    properties.setProperty("query", query);
    properties.setProperty("digest", digest);
    Path next = of(file).resolveSibling(of(file).getFileName() + ".new");
    try (OutputStream out = Files.newOutputStream(next)) {
      properties.store(out, "Where deploy/local/import goes on. Delete this to begin again.");
    }
    Files.move(next, of(file), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Tells whether a file is another one: of the bytes before an offset the last ones, and the first
   * ones, among which its head is.
   */
  private static String digest(Path file, long offset) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      int first = (int) Math.min(offset, DIGESTED_BYTES);
      digest.update(in.readNBytes(first));
      long from = Math.max(first, offset - DIGESTED_BYTES);
      in.skipNBytes(from - first);
      digest.update(in.readNBytes((int) (offset - from)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
