package dev.tidewire.bench.stack;

import dev.tidewire.bench.load.HttpConnection;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Merges at once what processing would merge later, so that a measurement includes it. */
public final class Merging {
  private static final Pattern STATE = Pattern.compile("\"order\":\\{[^}]*\"state\":\"(\\w+)\"");
  private static final long PAUSE_MS = 100;

  private Merging() {}

  /** Returns when all that is stored is in chunks; fails when it cannot be merged. */
  public static void settle(int processingPort) throws IOException, InterruptedException {
    HttpConnection.order(processingPort, "/v1/store/settle", 202);
    String state = state(processingPort);
    while (state.equals("running")) {
      Thread.sleep(PAUSE_MS);
      state = state(processingPort);
    }
    if (!state.equals("done")) {
      throw new IOException("What is stored could not be merged: " + report(processingPort));
    }
  }

  private static String state(int port) throws IOException {
    String report = report(port);
    Matcher state = STATE.matcher(report);
    if (!state.find()) {
      throw new IOException("/v1/pipeline tells nothing of merging: " + report);
    }
    return state.group(1);
  }

  private static String report(int port) throws IOException {
    return HttpConnection.text(port, "/v1/pipeline");
  }
}
