package dev.tidewire.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.ingest.answer.Problem;
import dev.tidewire.ingest.batch.EncodedBatch;
import dev.tidewire.ingest.batch.SeriesCatalog;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses bodies for tests, and reads back what became of them. */
final class Bodies {
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  static final int PARTITIONS = 12;
  static final int MAX_BODY = 1 << 20;
  static final int MAX_READINGS = 100_000;
  private static final TimeWindow WINDOW =
      TimeWindow.at(NOW, Optional.empty(), Duration.ofHours(24));

  private Bodies() {}

  static ParseOutcome.Parsed parse(BodyFormat format, String body) {
    return parse(format, body, Defaults.NONE);
  }

  static ParseOutcome.Parsed parse(BodyFormat format, String body, Defaults defaults) {
    ParseOutcome outcome = outcome(format, body.getBytes(StandardCharsets.UTF_8), defaults, false);
    assertThat(outcome).isInstanceOf(ParseOutcome.Parsed.class);
    return (ParseOutcome.Parsed) outcome;
  }

  static Problem refused(BodyFormat format, String body) {
    ParseOutcome outcome =
        outcome(format, body.getBytes(StandardCharsets.UTF_8), Defaults.NONE, false);
    assertThat(outcome).isInstanceOf(ParseOutcome.Refused.class);
    return ((ParseOutcome.Refused) outcome).problem();
  }

  static ParseOutcome outcome(BodyFormat format, byte[] body, Defaults defaults, boolean gzip) {
    BodyParser parser = new BodyParser(new SeriesCatalog(PARTITIONS, 7), MAX_BODY, MAX_READINGS);
    return parser.parse(new ByteArrayInputStream(body), format, gzip, defaults, WINDOW);
  }

  /** The readings in the order the batches hold them. */
  static List<SensorReading> readings(ParseOutcome.Parsed parsed) {
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
