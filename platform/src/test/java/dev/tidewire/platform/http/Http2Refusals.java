package dev.tidewire.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A client of HTTP/2 that is refused. */
public final class Http2Refusals implements AutoCloseable {
  /** Logs each frame of a stream that was reset. */
  private static final String FRAMES = "io.netty.handler.codec.http2.DefaultHttp2ConnectionDecoder";

  private final Vertx vertx = Vertx.vertx();
  private final URI service;
  private final HttpClientOptions options;

  /**
   * A client of this service.
   *
   * @param upgrade whether it begins with HTTP/1.1 and upgrades, or knows that the server speaks
   *     HTTP/2
   */
  public Http2Refusals(URI service, boolean upgrade) {
    this.service = service;
    this.options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(upgrade)
            .setHttp2MaxPoolSize(1);
  }

  /**
   * Checks what every service refuses alike.
   *
   * @param longPath the length of a path that the service refuses
   */
  public void assertEveryService(int longPath) throws Exception {
    assertProblem("GET", "/%zz", Map.of(), 400, "malformed-request");
    assertProblem("CONNECT", "", Map.of(), 404, "not-found");
    assertProblem("GET", "/nowhere", Map.of(), 404, "not-found");
    assertProblem("GET", "/" + "x".repeat(longPath), Map.of(), 414, "uri-too-long");
    assertProblem("GET", "/", Map.of("a", "x".repeat(30_000)), 431, "headers-too-large");
    assertThat(Logger.getLogger(FRAMES).isLoggable(Level.INFO)).as("a line for a frame").isFalse();
    assertNoBody("*", 404);
    assertNoBody("/%zz", 400);
    assertNoBody("/nowhere", 404);
    assertAMalformedHeadCostsOnlyItsOwnStream();
    for (String noToken : List.of("G@T", "G T", "a\"b")) {
      assertCostsOnlyItsOwnStream(noToken);
    }
  }

  /** Checks what the management port of every service answers alike. */
  public void assertEveryManagement() throws Exception {
    assertProblem("GET", "/q/%zz", Map.of(), 400, "malformed-request");
    assertProblem("GET", "/v1/readings", Map.of(), 404, "not-found");
    assertNoBody("/q/health/live", 200);
    assertNoBody("/q/metrics", 200);
  }

  private void assertAMalformedHeadCostsOnlyItsOwnStream() throws IOException {
    try (RawHttp2 connection = new RawHttp2(service)) {
      for (int stream = 1; stream < 400; stream += 4) {
        connection.postMalformed(stream, "x".repeat(1_000));
        connection.get(stream + 2, "/nowhere");
        connection.readUntil("/problems/not-found");
      }
    }
  }

  private void assertCostsOnlyItsOwnStream(String noToken) throws IOException {
    try (RawHttp2 connection = new RawHttp2(service)) {
      connection.ask(1, noToken);
      connection.readUntil("/problems/malformed-request");
      connection.ask(3, "GET");
      connection.readUntil("/problems/not-found");
    }
  }

  /**
   * Sends a body that does not end to a route that refuses it from its head, and checks that this
   * ends the stream and not its connection.
   */
  public void assertAnEndlessBodyEndsOnlyItsStream(String target, int status) throws Exception {
    assertAnEndlessBodyEndsOnlyItsStream(target, Map.of(), status);
  }

  void assertAnEndlessBodyEndsOnlyItsStream(String target, Map<String, String> headers, int status)
      throws Exception {
    AtomicInteger connections = new AtomicInteger();
    HttpClient client = vertx.createHttpClient(options);
    client.connectionHandler(opened -> connections.incrementAndGet());
    HttpClientRequest endless =
        await(client.request(HttpMethod.POST, service.getPort(), service.getHost(), target));
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    endless.exceptionHandler(ended::complete);
    withHeaders(endless, headers).setChunked(true);
    long timer = vertx.setPeriodic(100, now -> endless.write("x".repeat(1_000)));
    assertThat(await(endless.response()).statusCode()).isEqualTo(status);
    assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(StreamResetException.class);
    vertx.cancelTimer(timer);
    ask(client, HttpMethod.GET, "/nowhere", Map.of());
    assertThat(connections).hasValue(1);
  }

  /** Checks that the answer to HEAD has no body. */
  public void assertNoBody(String target, int status) throws Exception {
    Answer answer = ask(vertx.createHttpClient(options), HttpMethod.HEAD, target, Map.of());
    assertThat(answer.status()).as(target).isEqualTo(status);
    assertThat(answer.policy()).as(target).startsWith("default-src");
    assertThat(answer.body()).as(target).isEmpty();
  }

  /** Asks twice on one connection, and checks that the second answer is the problem. */
  public void assertProblem(
      String method, String target, Map<String, String> headers, int status, String type)
      throws Exception {
    HttpClient client = vertx.createHttpClient(options);
    ask(client, HttpMethod.GET, "/nowhere", Map.of());
    Answer answer = ask(client, HttpMethod.valueOf(method), target, headers);
    assertThat(answer.version()).isEqualTo(HttpVersion.HTTP_2);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
    assertThat(answer.policy()).isEqualTo("default-src 'none'; frame-ancestors 'none'");
    Refused.assertProblem(answer.body(), status, type);
  }

  private Answer ask(
      HttpClient client, HttpMethod method, String target, Map<String, String> headers)
      throws Exception {
    Promise<Answer> answered = Promise.promise();
    // All on one event loop: on another thread, the body can be gone before somebody asks for it.
    vertx.runOnContext(
        now ->
            client
                .request(method, service.getPort(), service.getHost(), target)
                .map(request -> withHeaders(request, headers))
                .compose(HttpClientRequest::send)
                .compose(response -> response.body().map(body -> Answer.of(response, body)))
                .onComplete(answered));
    return await(answered.future());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static HttpClientRequest withHeaders(
      HttpClientRequest request, Map<String, String> headers) {
    headers.forEach(request::putHeader);
    return request;
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private record Answer(
      HttpVersion version, int status, String contentType, String policy, String body) {
    static Answer of(HttpClientResponse response, Buffer body) {
      return new Answer(
          response.version(),
          response.statusCode(),
          String.valueOf(response.getHeader("Content-Type")),
          String.valueOf(response.getHeader("Content-Security-Policy")),
          body.toString());
    }
  }
}
