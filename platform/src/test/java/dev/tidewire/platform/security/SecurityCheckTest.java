package dev.tidewire.platform.security;

import static dev.tidewire.platform.security.SecurityConfig.Mode.API_KEYS;
import static dev.tidewire.platform.security.SecurityConfig.Mode.NONE;
import static dev.tidewire.platform.security.SecurityConfig.Mode.OIDC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.config.ConfigFaults;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecurityCheckTest {
  private static final Path FILE = Path.of("keys.json");
  private static final OidcSettings TOKENS =
      OidcSettings.of().with("issuer", "https://login.example.com/").with("audience", "tidewire");

  @Test
  void aModeHasToBeChosen() {
    assertThat(faults(Settings.of()))
        .singleElement()
        .asString()
        .startsWith("tidewire.security.mode is not set.")
        .contains("`none`", "`api-keys`");
  }

  @Test
  void aChosenModeIsNoFault() {
    assertThat(faults(Settings.of(NONE))).isEmpty();
    assertThat(faults(Settings.of(API_KEYS).with(FILE))).isEmpty();
  }

  @Test
  void nobodyAndSomebodyExcludeEachOther() {
    assertThat(faults(Settings.of(NONE, API_KEYS).with(FILE)))
        .containsExactly(
            "tidewire.security.mode has `none` and another mode; it can have only one of both.");
  }

  @Test
  void keysAndTheirFileBelongTogether() {
    assertThat(faults(Settings.of(API_KEYS)))
        .containsExactly("tidewire.security.api-keys.file must be set with the mode `api-keys`.");
    assertThat(faults(Settings.of(NONE).with(FILE)))
        .containsExactly("tidewire.security.api-keys.file is set, but the mode is not `api-keys`.");
  }

  @Test
  void tokensNeedAnIssuerAndAnAudience() {
    assertThat(faults(Settings.of(OIDC)))
        .containsExactly(
            "tidewire.security.oidc.issuer must be set with the mode `oidc`: the URL of the"
                + " provider, as its tokens have it.",
            "tidewire.security.oidc.audience must be set with the mode `oidc`: what tokens for"
                + " Tidewire have in `aud`.");
    assertThat(faults(Settings.of(OIDC, API_KEYS).with(FILE).with(TOKENS))).isEmpty();
    assertThat(faults(Settings.of(NONE).with(TOKENS)))
        .containsExactly(
            "tidewire.security.oidc.issuer or jwks-file is set, but the mode is not `oidc`.");
  }

  @Test
  void keysOfTokensComeFromASafePlace() {
    for (String url :
        List.of(
            "http://login.example.com", "login.example.com", "file:///etc/passwd", "https://")) {
      assertThat(faults(Settings.of(OIDC).with(TOKENS.with("issuer", url))))
          .containsExactly(
              "tidewire.security.oidc.issuer must be a URL that begins with https:// (http:// only"
                  + " for localhost).");
    }
    assertThat(faults(Settings.of(OIDC).with(TOKENS.with("issuer", "http://localhost:8080/r"))))
        .isEmpty();
    assertThat(faults(Settings.of(OIDC).with(TOKENS.with("jwks-url", "http://a/"))))
        .singleElement()
        .asString()
        .startsWith("tidewire.security.oidc.jwks-url must be a URL");
    assertThat(
            faults(
                Settings.of(OIDC)
                    .with(TOKENS.with("jwks-file", "a").with("jwks-url", "https://a/"))))
        .containsExactly("tidewire.security.oidc.jwks-file and jwks-url are set; only one can be.");
  }

  @Test
  void settingsOfTokensHaveBounds() {
    assertThat(
            faults(
                Settings.of(OIDC)
                    .with(
                        TOKENS
                            .with("leeway", "PT1H")
                            .with("refresh", "PT1S")
                            .with("timeout", "PT2M")
                            .with("default-read", "a*b"))))
        .containsExactly(
            "tidewire.security.oidc.leeway must be from 0s to 5m, but is 1h.",
            "tidewire.security.oidc.refresh must be from 10s to 24h, but is 1s.",
            "tidewire.security.oidc.timeout must be from 100ms to 1m, but is 2m.",
            "tidewire.security.oidc.default-read is wrong: the pattern \"a*b\" has a `*` before its"
                + " end; only the last character may be one.");
  }

  private static List<String> faults(SecurityConfig settings) {
    ConfigFaults faults = new ConfigFaults("");
    SecurityCheck.check(settings, faults);
    return faults.all();
  }
}
