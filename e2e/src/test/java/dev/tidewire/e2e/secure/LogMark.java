package dev.tidewire.e2e.secure;

import java.io.IOException;
import java.util.List;

/** What a service has written since a moment. */
record LogMark(SecureStack stack, String service, int start) {
  static LogMark now(SecureStack stack, String service) throws IOException {
    return new LogMark(stack, service, stack.log(service).length());
  }

  /** The lines of a logger, or of all whose names begin so. */
  List<String> linesOf(String logger) throws IOException {
    return stack
        .log(service)
        .substring(start)
        .lines()
        .filter(line -> line.contains("[" + logger))
        .toList();
  }
}
