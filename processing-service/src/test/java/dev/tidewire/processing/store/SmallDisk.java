package dev.tidewire.processing.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A file system of 8 MiB in memory, to test a full disk. */
public final class SmallDisk implements AutoCloseable {
  private final Path folder;

  /**
   * Mounts it.
   *
   * @param owner a file whose owner will own the disk
   * @throws IOException when this machine does not let us mount anything
   */
  public SmallDisk(Path owner) throws IOException {
    folder = Files.createTempDirectory("small-disk");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    String options =
        "size=8m,mode=700,uid=%s,gid=%s"
            .formatted(
                Files.getAttribute(owner, "unix:uid"), Files.getAttribute(owner, "unix:gid"));
    run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
  }

  public Path folder() {
    return folder;
  }

  /** Writes until no byte is free. */
  public void fill() throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream file = Files.newOutputStream(filler())) {
      while (true) {
        file.write(block);
      }
    } catch (IOException full) {
      if (Files.getFileStore(folder).getUsableSpace() > 0) {
        throw full;
      }
    }
  }

  /** Deletes what {@link #fill} wrote. */
  public void free() throws IOException {
    Files.delete(filler());
  }

  @Override
  public void close() throws IOException {
    run("umount", "--lazy", folder.toString());
    Files.delete(folder);
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + output.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
