package dev.tidewire.bench.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A peer that is installed on this machine. */
public final class Peer {
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+(\\.\\d+)?");

  private final PeerKind kind;
  private final Path program;
  private final String name;

  private Peer(PeerKind kind, Path program) {
    this.kind = kind;
    this.program = program;
    name = kind.label() + " " + version();
  }

  /** Those whose programs are on the PATH. */
  public static List<Peer> installed() {
    List<Peer> peers = new ArrayList<>();
    for (PeerKind kind : PeerKind.values()) {
      Optional<Path> program = find(kind.command());
      if (program.isPresent()) {
        peers.add(new Peer(kind, program.get()));
      }
    }
    return peers;
  }

  /** A sentence about the programs that were looked for and are not on the PATH, or nothing. */
  public static String missingNote() {
    List<String> missing =
        Arrays.stream(PeerKind.values())
            .map(PeerKind::command)
            .filter(command -> find(command).isEmpty())
            .toList();
    return missing.isEmpty()
        ? ""
        : " Not measured, as not on the PATH: %s.".formatted(String.join(", ", missing));
  }

  private static Optional<Path> find(String command) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder, command))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Name and version. */
  public String name() {
    return name;
  }

  /** Starts it with an empty folder. */
  public PeerProcess start(Path data) throws IOException, InterruptedException {
    delete(data);
    Files.createDirectories(data);
    return new PeerProcess(kind, program, data);
  }

  /** What the program says, or else the package that it comes from. */
  private String version() {
    List<String> own = List.of(program.toString(), kind.versionArgument());
    List<String> debian = List.of("dpkg-query", "-W", "-f", "${Version}", kind.command());
    for (List<String> command : List.of(own, debian)) {
      Matcher version = VERSION.matcher(output(command));
      if (version.find()) {
        return version.group();
      }
    }
    return "of unknown version";
  }

  private static String output(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      // There is no such program, so it says nothing.
      return "";
    }
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(file);
      }
    }
  }
}
