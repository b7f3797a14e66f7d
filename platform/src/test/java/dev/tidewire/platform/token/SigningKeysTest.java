package dev.tidewire.platform.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewire.platform.access.KeyFileException;
import java.nio.charset.StandardCharsets;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTest {
  private static final PublicJsonWebKey KEY = Tokens.ec("key");

  @Test
  void keysOfOtherKindsAreLeftOut() throws KeyFileException {
    PublicJsonWebKey encrypts = Tokens.ec("encrypts");
    encrypts.setUse("enc");
    String unknown = "{\"kty\":\"FUTURE\",\"kid\":\"f\"},{\"kid\":\"no kind\"},null,";
    String json = Tokens.jwks(KEY, encrypts).replaceFirst("\\[", "[" + unknown);

    SigningKeys keys = SigningKeys.read(json.getBytes(StandardCharsets.UTF_8));

    assertThat(keys.size()).isEqualTo(1);
    assertThat(keys.has(Thumbprint.of(KEY))).isTrue();
    assertThat(keys.has(Thumbprint.of(encrypts))).isFalse();
  }

  @Test
  void weakKeysAndSecretsAreNone() {
    PublicJsonWebKey weak = Tokens.rsa("weak", 1_024);
    JsonWebKey secret = new OctetSequenceJsonWebKey(new HmacKey(new byte[32]));
    String secrets =
        "{\"keys\":[" + secret.toJson(JsonWebKey.OutputControlLevel.INCLUDE_SYMMETRIC) + "]}";

    for (String json : new String[] {Tokens.jwks(weak), secrets, "{\"keys\":[]}"}) {
      assertThatThrownBy(() -> SigningKeys.read(json.getBytes(StandardCharsets.UTF_8)))
          .as(json)
          .isInstanceOf(KeyFileException.class)
          .hasMessageContaining("has no public key");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "7",
        "null",
        "{}",
        "{\"keys\":{}}",
        "{\"keys\":7}",
        "{\"keys\":[7]}",
        "<html>"
      })
  void whatIsNoKeySetIsRefused(String json) {
    assertThatThrownBy(() -> SigningKeys.read(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("is not a JSON object with an array `keys`");
  }
}
