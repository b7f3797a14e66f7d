package dev.tidewire.platform.security;

import dev.tidewire.platform.config.ConfigFaults;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gets small documents from a provider. Follows no redirect, so that keys come from nowhere but
 * where the configuration says.
 */
final class ProviderClient {
  private static final int MAX_BYTES = 64 * 1_024;

  private final Vertx vertx;
  private final Optional<Path> caCertificate;
  private final Duration timeout;

  ProviderClient(Vertx vertx, Optional<Path> caCertificate, Duration timeout) {
    this.vertx = vertx;
    this.caCertificate = caCertificate;
    this.timeout = timeout;
  }

  /** The body at a URL; fails after the time-out, however slowly bytes come. */
  Future<Buffer> get(String url) {
    HttpClient client = vertx.createHttpClient(options());
    return client
        .request(new RequestOptions().setAbsoluteURI(url).putHeader("Accept", "application/json"))
        .compose(ProviderClient::exchange)
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .recover(failure -> failed(url, failure))
        .eventually(() -> client.close());
  }

  private Future<Buffer> failed(String url, Throwable failure) {
    return Future.failedFuture(
        failure instanceof TimeoutException
            ? new IOException(
                "%s did not answer within %s".formatted(url, ConfigFaults.written(timeout)))
            : new IOException(url, failure));
  }

  /** Made anew each time, so that new certificates are read and no connection stays open. */
  private HttpClientOptions options() {
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout((int) timeout.toMillis())
            .setKeepAlive(false)
            .setMaxRedirects(0);
    caCertificate.ifPresent(
        file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    return options;
  }

  /**
   * On the event loop of the request, so that the handlers of the response are there before it is.
   * The thread that asks may be slower than the provider.
   */
  private static Future<Buffer> exchange(HttpClientRequest request) {
    return request.send().compose(ProviderClient::body);
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    if (response.statusCode() != 200) {
      return Future.failedFuture("it answered with the status %d".formatted(response.statusCode()));
    }
    Promise<Buffer> promise = Promise.promise();
    Buffer all = Buffer.buffer();
    response
        .handler(
            part -> {
              if (all.length() + part.length() > MAX_BYTES) {
                promise.tryFail("its answer is larger than 64 KiB");
                response.pause();
              } else {
                all.appendBuffer(part);
              }
            })
        .exceptionHandler(promise::tryFail)
        .endHandler(end -> promise.tryComplete(all));
    return promise.future();
  }
}
