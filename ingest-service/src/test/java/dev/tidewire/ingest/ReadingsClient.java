package dev.tidewire.ingest;

import static org.awaitility.Awaitility.await;

import dev.tidewire.platform.http.Management;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;

/** Sends readings as a user would. */
public final class ReadingsClient {
  public static final String JSON = "application/json";
  public static final String NDJSON = "application/x-ndjson";
  static final String CSV = "text/csv";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI uri;
  private final URI management;

  /** A client of the service of a {@code @QuarkusTest}. */
  public ReadingsClient(URI uri) {
    this(uri, Management.uri("/"));
  }

  ReadingsClient(URI uri, URI management) {
    this.uri = uri;
    this.management = management;
  }

  /** A client of the service at this address, which is ready. */
  public static ReadingsClient ready(URI uri) {
    ReadingsClient client = new ReadingsClient(uri);
    await().ignoreExceptions().until(() -> client.ask("/q/health/ready").statusCode() == 200);
    return client;
  }

  /** Posts a body. */
  public HttpResponse<String> post(String type, String body) {
    return post("", type, body);
  }

  HttpResponse<String> post(String query, String type, String body) {
    return post(query, type, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Posts a body with more headers: names and values in turn. */
  public HttpResponse<String> post(String query, String type, byte[] body, String... headers) {
    return postLater(query, type, body, headers).join();
  }

  /** The same, without waiting for the answer. */
  public CompletableFuture<HttpResponse<String>> postLater(
      String query, String type, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri + query))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Asks as an operator. */
  public HttpResponse<String> ask(String path) {
    return send(HttpRequest.newBuilder(management.resolve(path)));
  }

  /** The page that Prometheus reads. */
  public String metrics() {
    return ask("/q/metrics").body();
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()).join();
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
