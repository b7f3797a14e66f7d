package dev.tidewire.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The user that Postgres runs as. Postgres refuses to run as root, but in a container we often are
 * root. Then it runs in a user namespace of its own or, where that is forbidden, as the user 65534.
 */
enum PostgresUser {
  /** An ordinary user: ourselves. */
  OURSELVES(List.of()) {
    @Override
    void own(Path folder) {}
  },

  /**
   * A user namespace of its own. Outside of it, the process is still root and owns root's files.
   */
  NAMESPACE(List.of("unshare", "--user")) {
    @Override
    void own(Path folder) {}
  },

  /** The user that Linux calls nobody, who has to own the data. */
  NOBODY(List.of("setpriv", "--reuid=" + Ids.NOBODY, "--regid=" + Ids.NOBODY, "--clear-groups")) {
    @Override
    void own(Path folder) throws IOException {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          Files.setAttribute(file, "unix:uid", Ids.NOBODY);
          Files.setAttribute(file, "unix:gid", Ids.NOBODY);
        }
      }
    }
  };

  @SuppressWarnings("ImmutableEnumChecker") // Made with List.of.
  private final List<String> prefix;

  PostgresUser(List<String> prefix) {
    this.prefix = prefix;
  }

  /** The user that works here. */
  static PostgresUser choose() throws IOException {
    if (!runs(List.of("sh", "-c", "test $(id -u) = 0"))) {
      return OURSELVES;
    }
    for (PostgresUser user : List.of(NAMESPACE, NOBODY)) {
      if (runs(user.command(List.of("true")))) {
        return user;
      }
    }
    throw new IOException(
        "Postgres refuses to run as root, and neither `unshare --user` nor `setpriv` can change"
            + " its user here; run this as an ordinary user");
  }

  /** Gives a folder of the data to this user. */
  abstract void own(Path folder) throws IOException;

  /** The command, run as this user. */
  List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }

  private static boolean runs(List<String> command) throws IOException {
    try {
      return new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static final class Ids {
    static final int NOBODY = 65534;
  }
}
