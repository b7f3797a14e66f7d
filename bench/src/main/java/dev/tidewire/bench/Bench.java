package dev.tidewire.bench;

import static java.util.stream.Collectors.joining;

import dev.tidewire.bench.machine.Machine;
import dev.tidewire.bench.measure.Suite;
import dev.tidewire.bench.report.Report;
import dev.tidewire.bench.rig.Rig;
import dev.tidewire.bench.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts an empty stack, measures it, stops it and reports; started by {@code bench/run}. */
public final class Bench {
  private static final int WRONG_USE = 2;

  private final long start = System.nanoTime();
  private final Path home;

  private Bench(Path home) {
    this.home = home;
  }

  /** Takes the options of {@code bench/run}; the system property tidewire.root is its checkout. */
  public static void main(String[] args) {
    Path home = Path.of(System.getProperty("tidewire.root", "")).toAbsolutePath();
    System.exit(new Bench(home).run(List.of(args)));
  }

  private int run(List<String> arguments) {
    Options options;
    try {
      options = Options.parse(arguments, home);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "; bench/run --help lists the options");
      return WRONG_USE;
    }
    try {
      report(
          measure(options),
          Machine.describe(options.checkout()),
          ("bench/run " + String.join(" ", arguments)).strip());
      return 0;
    } catch (IOException | IllegalStateException e) {
      System.err.println("The benchmark failed: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private Report measure(Options options) throws IOException, InterruptedException {
    progress("Starting the stack");
    Path data = home.resolve("bench/target/data");
    try (LocalStack stack =
            new LocalStack(options.checkout(), data, line -> progress("  " + line));
        Rig rig = new Rig(stack, this::progress)) {
      return new Suite(rig, options.plan(home.resolve("bench/target"))).run(options.measurements());
    }
  }

  private void report(Report report, String machine, String command) throws IOException {
    Files.writeString(home.resolve("bench/report.svg"), report.svg());
    Files.writeString(home.resolve("bench/report.md"), report.markdown(machine, command));
    for (Map.Entry<String, String> file : report.files().entrySet()) {
      Files.writeString(home.resolve("bench").resolve(file.getKey()), file.getValue());
    }
    String more =
        report.files().keySet().stream().map(name -> ", bench/" + name).collect(joining());
    System.out.printf("%n%s%nWritten: bench/report.md, bench/report.svg%s%n", report.text(), more);
  }

  /** Prints a line of progress with the seconds since the start. */
  private synchronized void progress(String line) {
    System.out.printf("%4d s  %s%n", (System.nanoTime() - start) / 1_000_000_000, line);
  }
}
