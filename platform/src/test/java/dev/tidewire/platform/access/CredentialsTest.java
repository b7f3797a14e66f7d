package dev.tidewire.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  private static final String KEY = "tw_lyon_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer  ", "BEARER ", "Token ", "token "})
  void aSchemeIsReadInAnyCase(String scheme) {
    assertThat(ofAuthorization(scheme + KEY)).isEqualTo(new Credentials.Presented(KEY));
  }

  @Test
  void thePasswordOfBasicIsTheKey() {
    assertThat(ofAuthorization("Basic " + base64("telegraf:" + KEY)))
        .isEqualTo(new Credentials.Presented(KEY));
    assertThat(ofAuthorization("Basic " + base64(":" + KEY)))
        .isEqualTo(new Credentials.Presented(KEY));
  }

  @Test
  void aFieldOfItsOwnHoldsTheKeyAlone() {
    assertThat(Credentials.of(List.of(), List.of(KEY))).isEqualTo(new Credentials.Presented(KEY));
  }

  @Test
  void noFieldIsNoCredential() {
    assertThat(Credentials.of(List.of(), List.of())).isEqualTo(new Credentials.None());
  }

  @Test
  void twoAreNone() {
    assertThat(Credentials.of(List.of("Bearer " + KEY, "Bearer " + KEY), List.of()))
        .isInstanceOf(Credentials.Malformed.class);
    assertThat(Credentials.of(List.of("Bearer " + KEY), List.of(KEY)))
        .isInstanceOf(Credentials.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Digest username=a",
        "Basic",
        "Basic !!!",
        "Basic bm9jb2xvbg==",
        "Basic YTo=",
        "Bearer two words",
        "Bearer é",
        "tw_lyon_0123"
      })
  void othersAreMalformed_andToldWithoutThem(String field) {
    Credentials read = ofAuthorization(field);

    assertThat(read).isInstanceOf(Credentials.Malformed.class);
    assertThat(((Credentials.Malformed) read).detail()).doesNotContain("0123", "é", "bm9");
  }

  @Test
  void anOverlongOneIsMalformed() {
    assertThat(ofAuthorization("Bearer " + "a".repeat(Credentials.MAX_LENGTH + 1)))
        .isInstanceOf(Credentials.Malformed.class);
  }

  @Test
  void doesNotPrintTheSecret() {
    assertThat(new Credentials.Presented(KEY).toString()).doesNotContain(KEY);
  }

  private static Credentials ofAuthorization(String field) {
    return Credentials.of(List.of(field), List.of());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
