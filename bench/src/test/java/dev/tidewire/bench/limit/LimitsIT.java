package dev.tidewire.bench.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.bench.load.HttpAnswer;
import dev.tidewire.bench.load.HttpConnection;
import dev.tidewire.bench.stack.Database;
import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LimitsIT {
  private static final long FIRST = Instant.parse("2026-11-23T10:00:00Z").toEpochMilli();

  private static String uri;

  @BeforeAll
  static void prepareTheDatabase() throws Exception {
    TestStack stack = TestStack.shared();
    stack.migrate();
    Postgres postgres = stack.postgres();
    uri =
        postgres
            .reactiveUrl()
            .replace("://", "://" + postgres.username() + ":" + postgres.password() + "@");
    try (Database database = new Database(uri)) {
      database.update(
          "CREATE TABLE reading_20261101 PARTITION OF reading"
              + " FOR VALUES FROM ('2026-11-01 00:00:00+00') TO ('2026-12-01 00:00:00+00')");
    }
  }

  @Test
  void theProducerSendsAndTheBrokerAcknowledges() throws Exception {
    try (LimitProcess producer =
        LimitProcess.producer(TestStack.shared().kafkaBootstrapServers(), FIRST)) {
      // When
      Duration elapsed = producer.run(10_000);

      // Then
      assertThat(elapsed).isPositive();
    }
  }

  @Test
  void theInsertFillsATableLikeTheOriginal() throws Exception {
    try (LimitProcess insert = LimitProcess.insert(uri, FIRST);
        Database database = new Database(uri)) {
      // When
      insert.run(50_000);
      insert.run(3_000);

      // Then
      assertThat(database.number("SELECT count(*) FROM bench.reading")).isEqualTo(53_000);
      assertThat(database.number("SELECT count(DISTINCT series_id) FROM bench.reading"))
          .isEqualTo(1_000);
    }
  }

  @Test
  void theServerAcceptsBodiesAndCountsRows() throws Exception {
    // Given
    try (Database database = new Database(uri)) {
      database.update(
          "INSERT INTO reading SELECT 7, timestamptz '2026-11-23 10:00:00+00'"
              + " + i * interval '1 ms', i FROM generate_series(0, 999) AS i");
    }
    try (LimitProcess server = LimitProcess.server(uri)) {
      int port = (int) server.answer();

      // When
      HttpAnswer range =
          HttpConnection.get(
              port, "/range?series=7&from=%d&to=%d&limit=241".formatted(FIRST + 10, FIRST + 250));
      HttpAnswer latest =
          HttpConnection.get(
              port, "/latest?series=7&from=%d&to=%d".formatted(FIRST, FIRST + 86_400_000));

      // Then
      assertThat(range).isEqualTo(new HttpAnswer(200, "{\"rows\":240}"));
      assertThat(latest).isEqualTo(new HttpAnswer(200, "{\"rows\":1}"));
    }
  }
}
