package dev.tidewire.e2e.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** HTTP requests to one service. */
public final class Http {
  /** Longer than any service may take to answer. */
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI base;

  /**
   * @param base where the service listens
   */
  public Http(URI base) {
    this.base = base;
  }

  public int port() {
    return base.getPort();
  }

  /** The answer to a GET. */
  public Answer get(String pathAndQuery, String... headers) {
    return exchange(request(pathAndQuery, headers).GET());
  }

  /** The answer to a POST. */
  public Answer post(String pathAndQuery, byte[] body, String... headers) {
    return exchange(request(pathAndQuery, headers).POST(BodyPublishers.ofByteArray(body)));
  }

  private HttpRequest.Builder request(String pathAndQuery, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(pathAndQuery));
    return headers.length == 0 ? request : request.headers(headers);
  }

  /**
   * @throws UncheckedIOException when there is no answer
   */
  private static Answer exchange(HttpRequest.Builder request) {
    long start = System.nanoTime();
    try {
      HttpResponse<String> response =
          CLIENT.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.headers(),
          response.body(),
          Duration.ofNanos(System.nanoTime() - start));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", e);
    }
  }
}
