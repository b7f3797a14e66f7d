package dev.tidewire.processing.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.frame.FrameDecoder;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowCheckTest {
  private static final List<Reading> READINGS =
      IntStream.range(0, 50).mapToObj(i -> new Reading(70, 7_000L * i, i * 0.1 % 1)).toList();

  /** A few bits, as those of the padding, may change and the readings do not. */
  @Test
  void bitThatChangesAReading_isDamage() {
    // Given
    Chunk chunk = Chunk.of(Reading.columns(READINGS)).get(0);
    int harmless = 0;

    for (int bit = 0; bit < chunk.body().length * 8; bit++) {
      // When
      byte[] body = chunk.body().clone();
      body[bit / 8] ^= (byte) (1 << bit % 8);

      // Then
      if (RowCheck.ofChunk(with(chunk, body)).isEmpty()) {
        assertThat(FrameDecoder.decode(body)).isEqualTo(FrameDecoder.decode(chunk.body()));
        harmless++;
      }
    }
    assertThat(harmless).isLessThan(8 * 8);
    assertThat(RowCheck.ofChunk(chunk)).isEmpty();
  }

  @Test
  void chunkOfSeveralSeriesOrDays_isDamage() {
    // Given
    List<Reading> series = List.of(new Reading(1, 0, 1), new Reading(2, 1, 1));
    List<Reading> days = List.of(new Reading(1, -1, 1), new Reading(1, 0, 1));

    // Then
    assertThat(RowCheck.ofChunk(whole(series)))
        .hasValueSatisfying(text -> assertThat(text).contains("several series"));
    assertThat(RowCheck.ofChunk(whole(days)))
        .hasValueSatisfying(text -> assertThat(text).contains("several days"));
  }

  @Test
  void blockOfLevelOneWithSeveralGroups_isDamage() {
    // Given
    List<Reading> groups = List.of(new Reading(63, 0, 1), new Reading(64, 0, 1));
    GroupBlock block =
        GroupBlock.of(0, Reading.columns(groups), new Slice(0, 2), Reading.frame(groups));

    // Then
    assertThat(RowCheck.ofBlock(0, block)).isEmpty();
    assertThat(RowCheck.ofBlock(1, block))
        .hasValueSatisfying(text -> assertThat(text).contains("several groups"));
  }

  private static Chunk whole(List<Reading> readings) {
    return Chunk.of(
        Reading.columns(readings), new Slice(0, readings.size()), Reading.frame(readings));
  }

  private static Chunk with(Chunk row, byte[] body) {
    return new Chunk(
        row.at(), row.first(), row.last(), row.least(), row.greatest(), row.total(), body);
  }
}
