package dev.tidewire.platform.security;

import dev.tidewire.platform.token.SignatureAlgorithm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings of tokens for tests, with defaults that suit them. */
final class OidcSettings implements OidcConfig {
  private final Map<String, String> values;

  private OidcSettings(Map<String, String> values) {
    this.values = values;
  }

  static OidcSettings of() {
    return new OidcSettings(Map.of());
  }

  OidcSettings with(String key, Object value) {
    Map<String, String> more = new HashMap<>(values);
    more.put(key, value.toString());
    return new OidcSettings(more);
  }

  private Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  @Override
  public Optional<String> issuer() {
    return value("issuer");
  }

  @Override
  public Optional<String> audience() {
    return value("audience");
  }

  @Override
  public Optional<String> jwksUrl() {
    return value("jwks-url");
  }

  @Override
  public Optional<Path> jwksFile() {
    return value("jwks-file").map(Path::of);
  }

  @Override
  public Optional<Path> caCertificate() {
    return value("ca-certificate").map(Path::of);
  }

  @Override
  public Set<SignatureAlgorithm> algorithms() {
    return EnumSet.allOf(SignatureAlgorithm.class);
  }

  @Override
  public Duration leeway() {
    return value("leeway").map(Duration::parse).orElse(Duration.ofSeconds(30));
  }

  @Override
  public Duration refresh() {
    return value("refresh").map(Duration::parse).orElse(Duration.ofMinutes(5));
  }

  @Override
  public Duration timeout() {
    return value("timeout").map(Duration::parse).orElse(Duration.ofSeconds(5));
  }

  @Override
  public String scopeClaim() {
    return "scope";
  }

  @Override
  public Optional<String> scopePrefix() {
    return Optional.empty();
  }

  @Override
  public String writeClaim() {
    return "tidewire_write";
  }

  @Override
  public String readClaim() {
    return "tidewire_read";
  }

  @Override
  public Optional<List<String>> defaultWrite() {
    return value("default-write").map(List::of);
  }

  @Override
  public Optional<List<String>> defaultRead() {
    return value("default-read").map(List::of);
  }
}
