package dev.tidewire.platform.security;

import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.ApiKeys;
import dev.tidewire.platform.access.KeyFileException;
import dev.tidewire.platform.access.KeyFileReader;
import dev.tidewire.platform.access.Reason;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Knows callers by the keys of a key file. */
final class ApiKeyAuthenticator implements Authenticator {
  private static final Logger LOG = Logger.getLogger(ApiKeyAuthenticator.class);

  private final @Nullable WatchedFile<ApiKeys> file;
  private final Clock clock;

  ApiKeyAuthenticator(Optional<Path> file, Clock clock) {
    this.file = file.map(ApiKeyAuthenticator::watched).orElse(null);
    this.clock = clock;
  }

  /** The keys of a key file. */
  static WatchedFile<ApiKeys> watched(Path file) {
    return new WatchedFile<>(
        "key file",
        file,
        ApiKeys.NONE,
        ApiKeys::size,
        (content, former) -> KeyFileReader.read(content).after(former));
  }

  @Override
  public boolean isFor(String secret) {
    return ApiKeys.isKey(secret);
  }

  @Override
  public Authentication authenticate(String secret) {
    Access access = keys().find(secret).orElse(null);
    if (access == null) {
      return Authentication.UNKNOWN;
    }
    return access.isExpired(clock.instant())
        ? Authentication.refused(
            "The key `%s` has expired.".formatted(access.id()), Reason.EXPIRED_CREDENTIAL, access)
        : new Authentication.Known(access);
  }

  @Override
  public boolean grants(Access access) {
    return keys().grants(access);
  }

  @Override
  public void load() throws KeyFileException {
    if (file != null) {
      file.load();
      LOG.infof(
          "The key file has %d keys; %d of them have expired",
          keys().size(), keys().expired(clock.instant()));
    }
  }

  @Override
  public void look() {
    if (file != null) {
      file.reload();
    }
  }

  @Override
  public void register(MeterRegistry registry) {
    Gauge.builder("tidewire.security.key.file.wrong", () -> file != null && file.isWrong() ? 1 : 0)
        .description("Whether the key file is wrong, so that older keys are in use")
        .register(registry);
  }

  private ApiKeys keys() {
    return file == null ? ApiKeys.NONE : file.keys();
  }
}
