package dev.tidewire.bench.limit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The other end of {@link LimitProcess}: a round of work for each number on standard input. */
interface Rounds {
  /** Does a round of {@code count}. */
  void run(long count) throws Exception;

  /** Runs rounds until the input ends. */
  static void serve(Rounds rounds) throws Exception {
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      long start = System.nanoTime();
      rounds.run(Long.parseLong(line));
      say(System.nanoTime() - start);
    }
  }

  /** Answers with a number. */
  static void say(long number) {
    System.out.println(number);
    System.out.flush();
  }

  /** Returns when the input ends. */
  static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // Nobody says anything to a server.
    }
  }
}
