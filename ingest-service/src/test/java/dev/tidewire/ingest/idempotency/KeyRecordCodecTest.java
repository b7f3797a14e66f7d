package dev.tidewire.ingest.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.ingest.answer.Answer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class KeyRecordCodecTest {
  @Property(tries = 200)
  void everyRecord_isReadAsItWasWritten(
      @ForAll @IntRange(max = 2) int kind,
      @ForAll long high,
      @ForAll long low,
      @ForAll long owner,
      @ForAll long attempt,
      @ForAll long number,
      @ForAll boolean flag,
      @ForAll byte[] bytes) {
    // Given
    Hash key = new Hash(high, low);
    Hash request = new Hash(low, number);
    KeyRecord record =
        switch (kind) {
          case 0 -> new KeyRecord.Claim(key, owner, attempt, request, number, high, flag);
          case 1 -> new KeyRecord.Kept(key, owner, attempt, request, bytes);
          default -> new KeyRecord.Released(key, attempt, flag);
        };

    // When
    KeyRecord read = Objects.requireNonNull(KeyRecordCodec.decode(KeyRecordCodec.encode(record)));

    // Then
    if (read instanceof KeyRecord.Kept kept) {
      assertThat(kept.key()).isEqualTo(key);
      assertThat(kept.owner()).isEqualTo(owner);
      assertThat(kept.attempt()).isEqualTo(attempt);
      assertThat(kept.request()).isEqualTo(request);
      assertThat(kept.answer()).isEqualTo(bytes);
    } else {
      assertThat(read).isEqualTo(record);
    }
  }

  /** As the version before has written it, without an owner. */
  @Property(tries = 100)
  void aRecordOfTheFirstVersion_isThatOfAnUnknownOwner(
      @ForAll long number, @ForAll boolean flag, @ForAll byte[] answer) {
    // Given
    Hash key = new Hash(1, number);
    Hash request = new Hash(2, number);

    // When
    KeyRecord claim =
        KeyRecordCodec.decode(
            first(1, key, 41)
                .putLong(2)
                .putLong(number)
                .putLong(45_000)
                .putLong(number)
                .put((byte) (flag ? 1 : 0))
                .array());
    KeyRecord kept =
        KeyRecordCodec.decode(
            first(2, key, 16 + answer.length).putLong(2).putLong(number).put(answer).array());
    KeyRecord released = KeyRecordCodec.decode(first(3, key, 1).put((byte) (flag ? 1 : 0)).array());

    // Then
    assertThat(claim)
        .isEqualTo(
            new KeyRecord.Claim(key, Claimant.UNKNOWN_OWNER, 77, request, 45_000, number, flag));
    assertThat(kept)
        .isInstanceOfSatisfying(
            KeyRecord.Kept.class,
            it -> {
              assertThat(it.owner()).isEqualTo(Claimant.UNKNOWN_OWNER);
              assertThat(it.request()).isEqualTo(request);
              assertThat(it.answer()).isEqualTo(answer);
            });
    assertThat(released).isEqualTo(new KeyRecord.Released(key, 77, flag));
  }

  private static ByteBuffer first(int kind, Hash key, int more) {
    return ByteBuffer.allocate(26 + more)
        .put((byte) 1)
        .put((byte) kind)
        .putLong(key.high())
        .putLong(key.low())
        .putLong(77);
  }

  /** Whoever may write the topic cannot end a service with it. */
  @Property(tries = 500)
  void anyBytes_areARecord_orNone(@ForAll @Size(max = 80) byte[] bytes) {
    KeyRecord read = KeyRecordCodec.decode(bytes);
    if (read != null) {
      assertThat(read.key()).isNotNull();
    }
    bytes = bytes.length == 0 ? bytes : Arrays.copyOf(bytes, bytes.length);
    AnswerCodec.decode(bytes);
  }

  @Property(tries = 50)
  void everyAnswer_isReadAsItWasWritten(
      @ForAll @IntRange(min = 200, max = 299) int status, @ForAll byte[] body) {
    // Given
    Map<String, String> headers = Map.of("Content-Type", "application/json", "Tidewire-Token", "x");

    // When
    Answer read =
        Objects.requireNonNull(
            AnswerCodec.decode(AnswerCodec.encode(new Answer(status, headers, body, null))));

    // Then
    assertThat(read.status()).isEqualTo(status);
    assertThat(read.headers()).isEqualTo(headers);
    assertThat(read.body()).isEqualTo(body);
    assertThat(read.problem()).isNull();
  }
}
