package dev.tidewire.processing.letters;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.mirror.Letter;
import dev.tidewire.processing.mirror.Origin;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Writes the table {@code dead_letter}. */
@ApplicationScoped
public class LetterTable {
  private static final String INSERT =
      """
      INSERT INTO dead_letter (letter_partition, letter_offset, letter_millis, reason, detail,
        sensor, metric, time, value, source_topic, source_partition, source_offset, source_position,
        source_time, failed_at, attempt, trace_id, key_bytes, value_bytes)
      SELECT * FROM unnest($1::int[], $2::bigint[], $3::bigint[], $4::text[], $5::text[],
        $6::text[], $7::text[], $8::timestamptz[], $9::float8[], $10::text[],
        $11::int[], $12::bigint[], $13::int[], $14::timestamptz[], $15::timestamptz[],
        $16::int[], $17::text[], $18::bytea[], $19::bytea[])
      ON CONFLICT DO NOTHING
      """;

  private final Pool pool;
  private final Duration timeout;

  LetterTable(Pool pool, ProcessingConfig config) {
    this.pool = pool;
    this.timeout = config.store().timeout();
  }

  /** Inserts the letters that are not there yet, all or none of them. Makes one attempt. */
  public Uni<Void> enter(List<Letter> letters) {
    return Uni.createFrom()
        .deferred(() -> pool.preparedQuery(INSERT).execute(columns(letters)))
        .ifNoItem()
        .after(timeout)
        .fail()
        .replaceWithVoid();
  }

  private static Tuple columns(List<Letter> letters) {
    List<Subject> subjects = letters.stream().map(Subject::of).toList();
    return Tuple.tuple()
        .addValue(column(letters, letter -> letter.id().partition(), Integer[]::new))
        .addValue(column(letters, letter -> letter.id().offset(), Long[]::new))
        .addValue(column(letters, letter -> letter.id().millis(), Long[]::new))
        .addValue(column(letters, Letter::reason, String[]::new))
        .addValue(column(letters, Letter::detail, String[]::new))
        .addValue(column(subjects, Subject::sensor, String[]::new))
        .addValue(column(subjects, Subject::metric, String[]::new))
        .addValue(column(subjects, Subject::time, OffsetDateTime[]::new))
        .addValue(column(subjects, Subject::value, Double[]::new))
        .addValue(column(letters, origin(Origin::topic), String[]::new))
        .addValue(column(letters, origin(Origin::partition), Integer[]::new))
        .addValue(column(letters, origin(Origin::offset), Long[]::new))
        .addValue(column(letters, LetterTable::position, Integer[]::new))
        .addValue(
            column(letters, origin(origin -> time(origin.timeMicros())), OffsetDateTime[]::new))
        .addValue(column(letters, letter -> time(letter.failedAtMicros()), OffsetDateTime[]::new))
        .addValue(column(letters, Letter::attempt, Integer[]::new))
        .addValue(column(letters, Letter::traceId, String[]::new))
        .addValue(column(letters, letter -> buffer(letter.key()), Buffer[]::new))
        .addValue(column(letters, letter -> buffer(letter.value()), Buffer[]::new));
  }

  private static <R, T> Object column(
      List<R> rows, Function<R, @Nullable T> value, IntFunction<T[]> array) {
    return rows.stream().map(value).toArray(array);
  }

  private static <T> Function<Letter, @Nullable T> origin(Function<Origin, @Nullable T> value) {
    return letter -> letter.origin() == null ? null : value.apply(letter.origin());
  }

  private static int position(Letter letter) {
    return letter.origin() == null ? 0 : letter.origin().position();
  }

  private static @Nullable OffsetDateTime time(@Nullable Long micros) {
    return micros == null ? null : ReadingTime.toUtc(micros);
  }

  private static @Nullable Buffer buffer(byte @Nullable [] bytes) {
    return bytes == null ? null : Buffer.buffer(bytes);
  }

  /**
   * The series of a letter that holds one series, and the time and value if it holds one reading.
   */
  private record Subject(
      @Nullable String sensor,
      @Nullable String metric,
      @Nullable OffsetDateTime time,
      @Nullable Double value) {
    static Subject of(Letter letter) {
      ReadingBatch batch = letter.batch();
      if (batch == null || batch.series().size() != 1) {
        return new Subject(null, null, null, null);
      }
      SeriesReadings only = batch.series().get(0);
      boolean single = only.size() == 1;
      return new Subject(
          only.series().sensor(),
          only.series().metric(),
          single ? ReadingTime.toUtc(only.timeMicros(0)) : null,
          single ? only.value(0) : null);
    }
  }
}
