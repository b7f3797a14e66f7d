package dev.tidewire.platform.security;

import dev.tidewire.platform.token.SignatureAlgorithm;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whose tokens are taken, and what they grant: {@code tidewire.security.oidc}. */
public interface OidcConfig {
  /**
   * The URL of the OpenID Connect provider, exactly as its tokens have it in {@code iss}. Begins
   * with {@code https://}; {@code http://} is for a provider on the same machine only.
   */
  Optional<String> issuer();

  /** What tokens for Tidewire must have in {@code aud}. */
  Optional<String> audience();

  /**
   * The URL of the provider's keys (JWKS), where they cannot be found by {@code
   * /.well-known/openid-configuration} of the issuer.
   */
  Optional<String> jwksUrl();

  /**
   * A file with the provider's keys (JWKS); no provider is asked then. It is read again within a
   * second after it has changed.
   */
  Optional<Path> jwksFile();

  /**
   * The certificates (PEM) by which the provider is trusted; without it, those that the Java
   * runtime trusts. It is read before each call to the provider.
   */
  Optional<Path> caCertificate();

  /**
   * How a token may be signed; {@code ES384} and {@code ES512} are possible, too. Each new token is
   * verified on the event loop, which takes 0.1 ms with the RSA algorithms, 1 ms with ES256, and 2
   * ms or more with those two.
   */
  @WithDefault("RS256,RS384,RS512,PS256,PS384,PS512,ES256,EdDSA")
  Set<SignatureAlgorithm> algorithms();

  /** By how much the provider's clock may differ; up to 5 minutes. Tokens last so much longer. */
  @WithDefault("30s")
  Duration leeway();

  /**
   * How often the keys are fetched again; 10 seconds to a day. A key that the provider has removed
   * is accepted so long.
   */
  @WithDefault("5m")
  Duration refresh();

  /** How long a call to the provider may take; 100 milliseconds to a minute. */
  @WithDefault("5s")
  Duration timeout();

  /** The claim with scopes: separated by spaces, or an array. */
  @WithDefault("scope")
  String scopeClaim();

  /**
   * What Tidewire's scopes begin with in this claim: with {@code tidewire:}, {@code
   * tidewire:ingest} is the scope {@code ingest}, and {@code ingest} is none.
   */
  Optional<String> scopePrefix();

  /** The claim with patterns of the sensors whose readings a token may send. */
  @WithDefault("tidewire_write")
  String writeClaim();

  /** The claim with patterns of the sensors that a token may see. */
  @WithDefault("tidewire_read")
  String readClaim();

  /** The patterns of tokens without the claim for sending. Without this setting they have none. */
  Optional<List<String>> defaultWrite();

  /** The patterns of tokens without the claim for seeing. Without this setting they have none. */
  Optional<List<String>> defaultRead();
}
