package dev.tidewire.local.importer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Posts CSV files to ingest: shows first how they are read, and resumes where it stopped. */
public final class Import {
  private static final String USAGE =
      """
      Usage: deploy/local/import [--dry-run] [--last-line] [--url URL] [--key-file FILE] [--ca FILE]
                                 [--charset NAME] FILE... [-- PARAMETER=VALUE...]

      Posts CSV files to ingest in pieces. It shows first how each file is read, with five readings.
      After a break the same command goes on where it stopped, also with lines that were added since.

        --dry-run        only show how the files are read
        --last-line      also send a last line without its line end, which may go on otherwise
        --url URL        where ingest is (default: http://127.0.0.1:8081, or TIDEWIRE_INGEST_PORT)
        --key-file FILE  a file with the API key; without it TIDEWIRE_KEY, or no key
        --ca FILE        the certificate authority of ingest, as deploy/local/up --secure makes it
        --charset NAME   of the files, like ISO-8859-1 (default: UTF-8)
        PARAMETER=VALUE  how files are read: sensor=x wide=true 'time-format=dd/MM/yyyy HH:mm'

      What is done stands in FILE.tidewire-import. Delete it to send a file from its beginning, which
      is harmless: a reading that is sent twice counts once.

      It ends with 0 if every line was taken, with 3 if all were but a last one without its line end,
      with 1 if lines were not taken, and with 2 on a mistake in the command.
      """;

  private Import() {}

  /** Ends with the status of an {@link Outcome}, or with 2 on a mistake. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(args), System.getenv(), out, System.err));
  }

  static int run(
      List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
    if (args.isEmpty() || args.contains("--help") || args.contains("-h")) {
      (args.isEmpty() ? err : out).print(USAGE);
      return args.isEmpty() ? 2 : 0;
    }
    try {
      return run(Options.parse(args, environment), out);
    } catch (ImportException e) {
      err.println(e.getMessage());
      return e.isMistake() ? 2 : 1;
    } catch (IOException e) {
      err.println("Cannot read or write: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static int run(Options options, PrintStream out)
      throws ImportException, IOException, InterruptedException {
    Ingest ingest = Ingest.of(options, out);
    PieceSize size = new PieceSize();
    Outcome outcome = Outcome.ALL_TAKEN;
    for (Path file : options.files()) {
      outcome = outcome.orWorse(new FileImport(file, options, ingest, size, out).run());
    }
    return outcome.status();
  }
}
