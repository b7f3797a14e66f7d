package dev.tidewire.e2e.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A hostile request, and all that came back until the connection was closed or nothing more came. A
 * service at its limit asks to send it again in a moment, as sixteen large bodies at once make it:
 * then it is sent again, and its own answer counts. A request that is never answered otherwise
 * keeps its 503.
 *
 * @param answer one byte a character
 */
record Exchange(Hostile request, String answer) {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d) ");
  private static final Pattern AT_ITS_LIMIT =
      Pattern.compile("^HTTP/1\\.1 503 .*\nRetry-After: .*/problems/overloaded\"", Pattern.DOTALL);
  private static final int SILENCE_MILLIS = 3_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  static Exchange of(Hostile request) {
    long start = System.nanoTime();
    Exchange exchange = send(request);
    while (exchange.isToBeSentAgain() && System.nanoTime() - start < PATIENCE.toNanos()) {
      exchange = send(request);
    }
    return exchange;
  }

  private static Exchange send(Hostile request) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(SILENCE_MILLIS);
      socket.connect(new InetSocketAddress("127.0.0.1", request.service().http().port()));
      socket.getOutputStream().write(request.wire());
      socket.getInputStream().transferTo(answer);
    } catch (IOException hungUpOrSilent) {
      // What came before is the answer.
    }
    return new Exchange(request, answer.toString(ISO_8859_1));
  }

  /** The status of each answer of HTTP/1. */
  List<Integer> statuses() {
    return STATUS.matcher(answer).results().map(Exchange::status).toList();
  }

  private boolean isToBeSentAgain() {
    return statuses().size() == 1 && AT_ITS_LIMIT.matcher(answer).find();
  }

  private static int status(MatchResult line) {
    return Integer.parseInt(line.group(1));
  }
}
