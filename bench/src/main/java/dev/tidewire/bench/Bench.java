package dev.tidewire.bench;

import dev.tidewire.bench.machine.Machine;
import dev.tidewire.bench.measure.Results;
import dev.tidewire.bench.measure.Rig;
import dev.tidewire.bench.measure.Suite;
import dev.tidewire.bench.report.Plot;
import dev.tidewire.bench.report.Report;
import dev.tidewire.bench.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Starts an empty stack, measures it, stops it and reports; started by {@code bench/run}. */
public final class Bench {
  private static final int WRONG_USE = 2;

  private final Path checkout;
  private final Progress progress = new Progress(System.out);

  private Bench(Path checkout) {
    this.checkout = checkout;
  }

  /** Takes the options of {@code bench/run}; the system property tidewire.root is the checkout. */
  public static void main(String[] args) {
    Path checkout = Path.of(System.getProperty("tidewire.root", "")).toAbsolutePath();
    System.exit(new Bench(checkout).run(List.of(args)));
  }

  private int run(List<String> arguments) {
    try {
      Options options = Options.parse(arguments);
      report(measure(options, String.join(" ", arguments)));
      return 0;
    } catch (UsageException e) {
      System.err.println(e.getMessage() + "; bench/run --help tells the options");
      return WRONG_USE;
    } catch (IOException | IllegalStateException e) {
      System.err.println("The benchmark failed: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private Results measure(Options options, String arguments)
      throws IOException, InterruptedException {
    progress.say("Starting the stack");
    Path data = checkout.resolve("bench/target/data");
    try (LocalStack stack = LocalStack.start(checkout, data, line -> progress.say("  " + line));
        Rig rig = new Rig(stack)) {
      Suite suite =
          new Suite(
              rig, options.measurements(), Duration.ofSeconds(options.seconds()), progress::say);
      return suite.run(Machine.here(checkout), ("bench/run " + arguments).strip());
    }
  }

  private void report(Results results) throws IOException {
    Report report = new Report(results);
    Files.writeString(checkout.resolve("bench/report.svg"), Plot.of(results));
    Files.writeString(checkout.resolve("bench/report.md"), report.markdown());
    System.out.println();
    System.out.println(report.tables());
    System.out.println(report.verdict());
    System.out.println("Written: bench/report.md, bench/report.svg");
  }
}
