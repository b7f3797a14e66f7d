package dev.tidewire.platform.security;

import dev.tidewire.platform.token.Discovery;
import dev.tidewire.platform.token.SigningKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Keys that an OpenID Connect provider tells. While it does not answer, the keys from before stay
 * in use. Nobody waits for it: requests are decided by the keys that are known.
 */
final class Provider implements KeySource {
  private static final Logger LOG = Logger.getLogger(Provider.class);

  private final String issuer;
  private final Optional<String> jwksUrl;
  private final ProviderClient client;
  private final Vertx vertx;
  private final FetchSchedule schedule;
  private final LongSupplier nanoTime;
  private volatile SigningKeys keys = SigningKeys.NONE;
  private volatile String fault = "";

  Provider(
      String issuer,
      Optional<String> jwksUrl,
      ProviderClient client,
      Vertx vertx,
      FetchSchedule schedule,
      LongSupplier nanoTime) {
    this.issuer = issuer;
    this.jwksUrl = jwksUrl;
    this.client = client;
    this.vertx = vertx;
    this.schedule = schedule;
    this.nanoTime = nanoTime;
  }

  @Override
  public SigningKeys keys() {
    return keys;
  }

  @Override
  public void load() {
    look();
  }

  @Override
  public void look() {
    if (schedule.begin(nanoTime.getAsLong())) {
      fetch().onSuccess(this::took).onFailure(this::failed);
    }
  }

  @Override
  public void missing() {
    schedule.want();
  }

  /** Why they could not be fetched; empty when they could. */
  String fault() {
    return fault;
  }

  @Override
  public boolean isFailing() {
    return !fault.isEmpty();
  }

  /** What comes may take longer to read than an event loop should wait. */
  private Future<SigningKeys> fetch() {
    return jwksUrl
        .map(Future::succeededFuture)
        .orElseGet(this::discover)
        .compose(client::get)
        .compose(body -> vertx.executeBlocking(() -> SigningKeys.read(body.getBytes()), false));
  }

  private Future<String> discover() {
    return Future.succeededFuture(Discovery.urlOf(issuer))
        .compose(client::get)
        .compose(
            body -> vertx.executeBlocking(() -> Discovery.jwksUrl(body.getBytes(), issuer), false));
  }

  private void took(SigningKeys now) {
    if (keys.size() == 0 || isFailing()) {
      LOG.infof("The provider %s has told its keys: %d", issuer, now.size());
    }
    keys = now;
    fault = "";
    schedule.succeeded(nanoTime.getAsLong());
  }

  private void failed(Throwable failure) {
    String now = Causes.of(failure);
    if (!now.equals(fault)) {
      LOG.errorf(
          "The keys of the provider %s cannot be fetched: %s %s It is tried again.",
          issuer,
          now,
          keys.size() == 0
              ? "Until they are known, requests with a token are answered with 503."
              : "The keys from before stay in use.");
    }
    fault = now;
    schedule.failed(nanoTime.getAsLong());
  }
}
