package dev.tidewire.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.ingest.batch.EncodedBatch;
import dev.tidewire.ingest.batch.ReceiptTimes;
import dev.tidewire.ingest.batch.SeriesCatalog;
import dev.tidewire.ingest.coding.Coding;
import dev.tidewire.ingest.fairness.Share;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.ingest.labels.LabelNaming;
import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.text.KeyedHash;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses bodies for tests, and reads back what became of them. */
public final class Bodies {
  /** When every body is received. */
  public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  /** The query of a request whose readings need no sensor. */
  public static final Map<String, String> SENSOR_A = Map.of("sensor", "a");

  /** By which metrics with tags are named. */
  public static final LabelNaming NAMING = new LabelNaming(List.of("sensor", "host"));

  static final int PARTITIONS = 12;
  static final int MAX_BODY = 4 << 20;
  static final int MAX_READINGS = 100_000;
  private static final TimeLimits TIMES =
      new TimeLimits(Instant.parse("0001-01-01T00:00:00Z"), Optional.empty(), Duration.ofHours(24));

  private static final Effort UNBOUNDED =
      new Effort() {
        @Override
        public void item(int measurements) {}

        @Override
        public void unpacked(int bytes) {}

        @Override
        public void encoded(long bytes) {}
      };

  private Bodies() {}

  public static ParseOutcome.Parsed parse(Format format, String body) {
    return parse(format, body, Map.of());
  }

  public static ParseOutcome.Parsed parse(
      Format format, String body, Map<String, String> parameters) {
    ParseOutcome outcome = outcome(format, bytes(body), parameters);
    assertThat(outcome).isInstanceOf(ParseOutcome.Parsed.class);
    return (ParseOutcome.Parsed) outcome;
  }

  public static Problem refused(Format format, String body) {
    return refused(outcome(format, bytes(body), Map.of()));
  }

  public static Problem refused(ParseOutcome outcome) {
    assertThat(outcome).isInstanceOf(ParseOutcome.Refused.class);
    return ((ParseOutcome.Refused) outcome).problem();
  }

  public static ParseOutcome outcome(Format format, byte[] body, Map<String, String> parameters) {
    return outcome(format, Coding.IDENTITY, body, parameters);
  }

  /** The readings of a body with these headers. */
  public static ParseOutcome.Parsed parse(
      Format format, String body, Map<String, String> headers, Map<String, String> parameters) {
    return (ParseOutcome.Parsed) outcome(format, body, headers, parameters);
  }

  /** What becomes of a body with these headers. */
  public static ParseOutcome outcome(
      Format format, String body, Map<String, String> headers, Map<String, String> parameters) {
    return outcome(format, Coding.IDENTITY, bytes(body), headers, parameters);
  }

  static ParseOutcome outcome(
      Format format, Coding coding, byte[] body, Map<String, String> parameters) {
    return outcome(format, coding, body, Map.of(), parameters);
  }

  /** What becomes of a packed body with these headers. */
  public static ParseOutcome outcome(
      Format format,
      Coding coding,
      byte[] body,
      Map<String, String> headers,
      Map<String, String> parameters) {
    return outcome(catalog(), format, coding, body, headers, parameters);
  }

  /** A catalog that remembers nothing yet. */
  public static SeriesCatalog catalog() {
    return new SeriesCatalog(PARTITIONS, new KeyedHash());
  }

  /** What becomes of a body, of whose series some are remembered. */
  public static ParseOutcome.Parsed parse(SeriesCatalog catalog, Format format, String body) {
    return (ParseOutcome.Parsed)
        outcome(catalog, format, Coding.IDENTITY, bytes(body), Map.of(), Map.of());
  }

  private static ParseOutcome outcome(
      SeriesCatalog catalog,
      Format format,
      Coding coding,
      byte[] body,
      Map<String, String> headers,
      Map<String, String> parameters) {
    BodyReader reader = new BodyReader(catalog, new ReceiptTimes(), TIMES, MAX_BODY, MAX_READINGS);
    RequestFacts facts =
        new RequestFacts("/v1/readings", headers, parameters, ReadingTime.toMicros(NOW));
    return reader.read(
        new ByteArrayInputStream(body),
        coding,
        format,
        facts,
        Share.unlimited(SensorPatterns.ALL),
        UNBOUNDED);
  }

  static byte[] bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  /** The readings in the order the batches hold them. */
  public static List<SensorReading> readings(ParseOutcome.Parsed parsed) {
    List<SensorReading> readings = new ArrayList<>();
    for (EncodedBatch encoded : parsed.batches()) {
      ReadingBatch batch = (ReadingBatch) ReadingBatchCodec.decode(encoded.bytes());
      assertThat(batch.size()).isEqualTo(encoded.readings());
      for (SeriesReadings series : batch.series()) {
        for (int i = 0; i < series.size(); i++) {
          readings.add(series.reading(i));
        }
      }
    }
    assertThat(readings).hasSize(parsed.accepted());
    return readings;
  }
}
