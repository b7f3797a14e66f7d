package dev.tidewire.contract.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReceiptTokenTest {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ \u00e9";

  @Provide
  Arbitrary<Receipt> receipts() {
    Arbitrary<Place> places =
        Combinators.combine(
                Arbitraries.oneOf(
                    Arbitraries.integers().between(0, 12),
                    Arbitraries.integers().between(0, Integer.MAX_VALUE)),
                Arbitraries.oneOf(
                    Arbitraries.longs().between(0, 300),
                    Arbitraries.longs().between(0, Long.MAX_VALUE)))
            .as(Place::new);
    return Combinators.combine(
            Arbitraries.longs(),
            Arbitraries.longs().between(0, Long.MAX_VALUE),
            places.list().ofMinSize(1).ofMaxSize(Receipt.MOST_PLACES))
        .as(Receipt::new);
  }

  @Property
  void token_tellsTheReceipt(@ForAll("receipts") Receipt receipt) {
    // When
    String token = ReceiptToken.of(receipt);

    // Then
    assertThat(token).hasSizeLessThanOrEqualTo(ReceiptToken.MOST_CHARACTERS);
    assertThat(ReceiptToken.read(token)).contains(receipt);
  }

  @Property(tries = 100)
  void tokenWithADamagedCharacter_isNone(@ForAll("receipts") Receipt receipt, @ForAll Random any) {
    // Given
    String token = ReceiptToken.of(receipt);

    // Then
    for (int i = 0; i < token.length(); i++) {
      char other = LETTERS.charAt(any.nextInt(LETTERS.length()));
      if (other != token.charAt(i)) {
        assertThat(ReceiptToken.read(token.substring(0, i) + other + token.substring(i + 1)))
            .as("%s with %s at %d", token, other, i)
            .isEmpty();
      }
    }
  }

  @Property(tries = 100)
  void tokenThatIsCutOrLonger_isNone(@ForAll("receipts") Receipt receipt) {
    // Given
    String token = ReceiptToken.of(receipt);

    // Then
    for (int i = 0; i < token.length(); i++) {
      assertThat(ReceiptToken.read(token.substring(0, i))).isEmpty();
    }
    assertThat(ReceiptToken.read(token + "A")).isEmpty();
    assertThat(ReceiptToken.read(token + "=")).isEmpty();
    assertThat(ReceiptToken.read(token + token)).isEmpty();
  }

  @Property
  void anything_isNone(@ForAll byte[] bytes, @ForAll String text) {
    // Then
    assertThat(ReceiptToken.read(text)).isEmpty();
    assertThat(ReceiptToken.read(Base64.getUrlEncoder().encodeToString(bytes))).isEmpty();
  }

  @Example
  void textThatIsTooLong_isNotRead() {
    // Then
    assertThat(ReceiptToken.read("A".repeat(1 << 20))).isEmpty();
  }

  @Example
  void tokenOfARequest_isSmall() {
    // Given
    UUID id = UUID.fromString("6b1f4f3e-9f0c-4b53-8a58-0d4b33f8a1c2");
    List<Place> places = new ArrayList<>();
    IntStream.range(0, 12).forEach(partition -> places.add(new Place(partition, 2_000_000_000L)));

    // When
    String token = ReceiptToken.of(new Receipt(Receipt.topic(id), 1_795_000_000_000L, places));

    // Then
    assertThat(token).hasSizeLessThanOrEqualTo(128).matches("[A-Za-z0-9_-]+");
    assertThat(ReceiptToken.read(token))
        .hasValueSatisfying(one -> assertThat(one.isOf(id)).isTrue());
  }
}
