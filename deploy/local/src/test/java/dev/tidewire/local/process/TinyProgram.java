package dev.tidewire.local.process;

import dev.tidewire.local.machine.Java;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A program to be started, stopped and killed in tests. */
public final class TinyProgram {
  /** What it writes once it works. */
  public static final String READY = "ready";

  private TinyProgram() {}

  /** Runs in one of the modes below until it is stopped. */
  public static void main(String[] args) throws IOException, InterruptedException {
    switch (args[0]) {
      case "works" -> System.out.println(READY);
      case "never-ready" -> System.out.println("still busy");
      case "dies" -> {
        System.out.println("cannot go on");
        System.exit(3);
      }
      case "stubborn" -> {
        Runtime.getRuntime().addShutdownHook(new Thread(TinyProgram::sleep));
        System.out.println(READY);
      }
      case "parent" -> {
        ChildProcess child = ChildProcess.start(spec("child", "works", Path.of(args[1])));
        System.out.println("child " + child.pid());
      }
      case "parent-int" -> {
        Path folder = Path.of(args[1]);
        ChildProcess child = ChildProcess.start(noting(folder));
        while (child.lastLines(1).isEmpty()) {
          Thread.sleep(10);
        }
        System.out.println("child " + child.pid());
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
    sleep();
  }

  /** A program that ends by INT, and writes down the signal that it gets. */
  private static ProcessSpec noting(Path folder) {
    String script =
        """
        trap 'echo INT > signal.new; mv signal.new signal; exit' INT
        trap 'echo TERM > signal.new; mv signal.new signal; exit' TERM
        cd "$0"; echo ready
        while :; do sleep 0.1; done
        """;
    return new ProcessSpec(
        "noting",
        List.of("sh", "-c", script, folder.toString()),
        Map.of(),
        folder.resolve("noting.log"),
        StopSignal.INT,
        Duration.ofSeconds(20));
  }

  private static void sleep() {
    try {
      Thread.sleep(Duration.ofMinutes(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How to start it in the mode. */
  public static ProcessSpec spec(String name, String mode, Path folder) {
    List<String> command =
        List.of(
            Java.executable(),
            "-Xmx32m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            TinyProgram.class.getName(),
            mode,
            folder.toString());
    return new ProcessSpec(
        name,
        command,
        Map.of(),
        folder.resolve(name + ".log"),
        StopSignal.TERM,
        mode.equals("stubborn") ? Duration.ofMillis(200) : Duration.ofSeconds(20));
  }
}
