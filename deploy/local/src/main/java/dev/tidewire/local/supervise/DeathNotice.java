package dev.tidewire.local.supervise;

import dev.tidewire.local.process.Startup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the terminal shows when a process died. */
final class DeathNotice {
  private static final int SIGNAL_BASE = 128;
  private static final int SIGKILL = 9;

  private DeathNotice() {}

  static List<String> of(String name, int exitCode, Path log, List<String> lastLines) {
    List<String> notice = new ArrayList<>();
    notice.add("");
    notice.add(name + " died: " + cause(exitCode) + ". The last lines of " + log + ":");
    notice.add(Startup.indented(lastLines));
    return notice;
  }

  private static String cause(int exitCode) {
    int signal = exitCode - SIGNAL_BASE;
    if (signal == SIGKILL) {
      return "killed (signal 9; the system does that when memory runs out)";
    }
    return signal > 0 && signal < 64 ? "ended by signal " + signal : "exit code " + exitCode;
  }
}
