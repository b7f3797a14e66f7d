package dev.tidewire.local.postgres;

import dev.tidewire.local.machine.FileTrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Creates a database cluster. */
final class ClusterSetup {
  private final Path programs;
  private final PostgresUser user;
  private final Path log;

  ClusterSetup(Path programs, PostgresUser user, Path log) {
    this.programs = programs;
    this.user = user;
    this.log = log;
  }

  /** Creates the cluster with its database; the folder appears only when both are complete. */
  void create(Path data) throws IOException {
    Path unfinished = data.resolveSibling(data.getFileName() + ".unfinished");
    FileTrees.delete(unfinished);
    Files.createDirectories(unfinished);
    user.own(unfinished);
    run(
        "",
        "initdb",
        "-D",
        unfinished.toString(),
        "--username=" + PostgresServer.USER,
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8");
    run(
        "CREATE DATABASE " + PostgresServer.DATABASE + "\n",
        "postgres",
        "--single",
        "-D",
        unfinished.toString(),
        "postgres");
    Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Runs statements, one a line, in the database of a cluster whose server does not run. */
  void execute(Path data, String statements) throws IOException {
    run(statements, "postgres", "--single", "-D", data.toString(), PostgresServer.DATABASE);
  }

  private void run(String input, String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    Files.createDirectories(log.toAbsolutePath().getParent());
    Process process =
        new ProcessBuilder(user.command(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    int status = waitFor(process);
    if (status != 0) {
      throw new IOException(
          program + " failed with exit code " + status + "; " + log + " says why");
    }
  }

  private static int waitFor(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
