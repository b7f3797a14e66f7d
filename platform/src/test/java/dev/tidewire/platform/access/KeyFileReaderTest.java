package dev.tidewire.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFileReaderTest {
  private static final String ALL =
      "\"scopes\":[\"ingest\",\"query\"],\"write\":[\"lyon/*\"],\"read\":[\"*\"],"
          + "\"expires\":\"2027-01-31T01:00:00+01:00\"";

  @Test
  void readsAllThatAKeyMayHave() throws KeyFileException {
    ApiKeys keys = read(Keys.file(Keys.entry("lyon", ALL)));

    assertThat(keys.find(Keys.text("lyon")))
        .contains(
            new Access(
                Access.Origin.KEY,
                "lyon",
                Set.of(Scope.INGEST, Scope.QUERY),
                SensorPatterns.of(List.of("lyon/*")),
                SensorPatterns.ALL,
                Instant.parse("2027-01-31T00:00:00Z")));
  }

  @Test
  void aKeyThatDoesNotExpireNeverDoes() throws KeyFileException {
    ApiKeys keys = read(Keys.file(Keys.entry("ops", "\"scopes\":[\"operate\"],\"read\":[\"*\"]")));

    assertThat(keys.find(Keys.text("ops")).orElseThrow().isExpired(Instant.MAX.minusNanos(1)))
        .isFalse();
  }

  @Test
  void theExpiredAreCounted() throws KeyFileException {
    ApiKeys keys =
        read(
            Keys.file(
                Keys.entry("lyon", ALL),
                Keys.entry("ops", "\"scopes\":[\"operate\"],\"read\":[\"*\"]")));

    assertThat(keys.expired(Instant.parse("2027-01-30T00:00:00Z"))).isZero();
    assertThat(keys.expired(Instant.parse("2027-01-31T00:00:00Z"))).isEqualTo(1);
  }

  @Test
  void otherTextsAreNoKeys() throws KeyFileException {
    ApiKeys keys = read(Keys.file(Keys.entry("lyon", ALL)));

    assertThat(keys.find(Keys.text("lyon") + "k")).isEmpty();
    assertThat(keys.find(Keys.text("paris"))).isEmpty();
    assertThat(keys.find("")).isEmpty();
    assertThat(keys.find("tw_")).isEmpty();
    assertThat(keys.find("tw_lyon")).isEmpty();
    assertThat(keys.find(Keys.sha256(Keys.text("lyon")))).isEmpty();
  }

  @Test
  void aKeyWithAnotherNumberOfCharactersIsNone() throws KeyFileException {
    for (String text : List.of("tw_lyon_", "tw_lyon_short", Keys.text("lyon") + "k")) {
      String entry =
          Keys.entry("lyon", ALL).replace(Keys.sha256(Keys.text("lyon")), Keys.sha256(text));

      assertThat(read(Keys.file(entry)).find(text)).as(text).isEmpty();
    }
  }

  @Test
  void whatIsWrongIsToldOnOneLine_withoutKeys() {
    String key = Keys.text("lyon");
    String secret = key.substring(key.length() - 43);
    for (String members :
        List.of(
            "\"" + secret + "\":1",
            "\"scopes\":[\"" + secret + "\"]",
            "\"scopes\":[\"" + secret.substring(23) + "\"]",
            "\"scopes\":[\"query\"],\"read\":[\"*" + secret + "\"]",
            "\"" + key + "\":1",
            "\"scopes\":[\"" + key + "\"]",
            "\"scopes\":[\"query\"],\"read\":[\"*" + key + "\"]")) {
      assertThatThrownBy(() -> read(Keys.file(Keys.entry("a", members))))
          .hasMessageContaining("not shown")
          .hasMessageNotContaining("kkk");
    }
    assertThatThrownBy(
            () ->
                read(
                    Keys.file(
                        Keys.entry("a", "\"scopes\":[\"a\\n\\u2028" + "b ".repeat(99) + "\"]"))))
        .hasMessageContaining("the scope \"a\\u000A\\u2028" + "b ".repeat(18) + "b" + "\u2026\";");
  }

  @Test
  void aKeyThatHasNotChangedGrantsTheSame() throws KeyFileException {
    // Given
    ApiKeys before = read(Keys.file(Keys.entry("a", ALL), Keys.entry("b", ALL)));
    Access a = before.find(Keys.text("a")).orElseThrow();
    Access b = before.find(Keys.text("b")).orElseThrow();

    // When
    ApiKeys after =
        read(Keys.file(
                Keys.entry("a", ALL),
                Keys.entry("b", ALL).replace(Keys.sha256(Keys.text("b")), Keys.sha256("new"))))
            .after(before);

    // Then
    assertThat(after.grants(a)).isTrue();
    assertThat(after.grants(b)).isFalse();
    assertThat(ApiKeys.NONE.after(before).grants(a)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '$',
      value = {
        "{} | the member `keys` and no other",
        "[] | an object with the member `keys`",
        "{\"keys\":{}} | an array of keys",
        "{\"keys\":[]} {} | something follows",
        "{\"keys\":[],\"more\":1} | the member `keys` and no other",
        "{\"keys\":[1]} | an object for each key",
        "{\"keys\":[{\"id\":\"Lyon\"}]} | an `id` of",
        "{\"keys\":[{\"id\":\"a\",\"id\":\"b\"}]} | not well-formed",
        "{\"keys\":[{\"name\":\"a\"}]} | the member \"name\"",
        "{\"keys\":[{\"id\":\"a\",\"sha256\":\"12\"}]} | must be 64 hexadecimal digits",
        "{\"keys\": | not well-formed"
      })
  void toldWhatIsWrong(String file, String expected) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(KeyFileException.class)
        .hasMessageStartingWith("The key file is wrong at line 1: ")
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '$',
      value = {
        "\"scopes\":[] | must have `scopes`: one or more of ingest, query, annotate, operate",
        "\"scopes\":[\"admin\"] | has the scope \"admin\"",
        "\"scopes\":[\"ingest\"] | `write` names no sensors",
        "\"scopes\":[\"query\"],\"read\":[] | `read` names no sensors",
        "\"scopes\":[\"query\"],\"read\":[\"a*b\"] | has a `*` before its end",
        "\"scopes\":[\"operate\"] | has the scope operate, but `read` names no sensors",
        "\"scopes\":[\"annotate\"],\"expires\":\"tomorrow\" | must be a time like",
        "\"scopes\":\"operate\" | an array of strings as `scopes`",
        "\"limits\":5 | an object as `limits`",
        "\"limits\":{\"rate\":5} | `limits` has the member \"rate\"",
        "\"limits\":{\"requestsPerSecond\":0} | a whole number from 1 to 1000000 as `requestsPerSecond`",
        "\"limits\":{\"requestsPerSecond\":1.5} | as `requestsPerSecond`",
        "\"limits\":{\"concurrentRequests\":1000001} | as `concurrentRequests`",
        "\"limits\":{\"concurrentRequests\":99999999999999999999} | as `concurrentRequests`",
        "\"scopes\":[\"annotate\"],\"limits\":{\"readingsBurst\":5} | must be at least its `readingsPerSecond`, which must be given",
        "\"scopes\":[\"annotate\"],\"limits\":{\"readingsPerSecond\":6,\"readingsBurst\":5} | must be at least its `readingsPerSecond`",
        "\"limits\":{\"concurrentRequests\":\"5\"} | as `concurrentRequests`"
      })
  void toldWhatIsWrongWithAKey(String members, String expected) {
    assertThatThrownBy(() -> read(Keys.file(Keys.entry("a", members))))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void aKeyHasLimitsOfItsOwn() throws KeyFileException {
    String limits =
        "\"limits\":{\"requestsPerSecond\":5,\"concurrentRequests\":1000000,\"readingsPerSecond\":20,\"readingsBurst\":40}";
    ApiKeys keys = read(Keys.file(Keys.entry("none", ALL), Keys.entry("both", ALL + "," + limits)));

    assertThat(keys.find(Keys.text("none")).orElseThrow().limits()).isEqualTo(Limits.DEFAULT);
    assertThat(keys.find(Keys.text("both")).orElseThrow().limits())
        .isEqualTo(new Limits(5, 1_000_000, 20, 40));
  }

  @Test
  void aKeyHasAThousandPatterns() throws KeyFileException {
    String thousand = "\"a\",".repeat(999) + "\"a\"";
    String query = "\"scopes\":[\"query\"],\"read\":[%s]";

    assertThat(read(Keys.file(Keys.entry("a", query.formatted(thousand)))).size()).isEqualTo(1);
    assertThatThrownBy(() -> read(Keys.file(Keys.entry("a", query.formatted(thousand + ",\"a\"")))))
        .hasMessageContaining("has more than 1000 patterns");
  }

  @Test
  void twoKeysHaveTwoIds() {
    assertThatThrownBy(() -> read(Keys.file(Keys.entry("a", ALL), Keys.entry("a", ALL))))
        .hasMessage("The key file is wrong at line 2: the id \"a\" is there twice.");
  }

  private static ApiKeys read(String file) throws KeyFileException {
    return KeyFileReader.read(file.getBytes(StandardCharsets.UTF_8));
  }
}
