package dev.tidewire.bench.limit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewire.bench.load.Batch;
import dev.tidewire.bench.load.HttpConnection;
import dev.tidewire.bench.load.Load;
import dev.tidewire.bench.load.ReadingStream;
import dev.tidewire.bench.load.ReadingsRequests;
import dev.tidewire.bench.load.Sensors;
import dev.tidewire.bench.load.Workload;
import dev.tidewire.bench.stack.Database;
import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.contract.Topics;
import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
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
  }

  @Test
  void theProducerSendsEachReadingToItsPartition() throws Exception {
    // Given
    String bootstrapServers = TestStack.shared().kafkaBootstrapServers();
    List<ConsumerRecord<byte[], byte[]>> records;
    try (BareProducer producer = new BareProducer(bootstrapServers, FIRST)) {
      // When: so much that a part would still be on its way had the run not waited for it
      producer.run(1_000_000);
      records = readToTheEnd(bootstrapServers);
    }

    // Then
    Map<String, Integer> readings = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> sent : records) {
      for (SeriesReadings series :
          ((ReadingBatch) ReadingBatchCodec.decode(sent.value())).series()) {
        String sensor = series.series().sensor();
        assertThat(Partitions.of(sensor, Topics.PARTITIONS)).isEqualTo(sent.partition());
        readings.merge(sensor, series.size(), Integer::sum);
      }
    }
    assertThat(readings)
        .hasSize(Sensors.COUNT)
        .allSatisfy((sensor, n) -> assertThat(n).isEqualTo(1_000));
  }

  @Test
  void theInsertFillsItsTable() throws Exception {
    ReadingStream stream = new ReadingStream(Workload.W1, 1, FIRST);
    try (BareInsert insert = new BareInsert(uri);
        Database database = new Database(uri)) {
      // When
      insert.run(stream, 50);
      insert.run(stream, 3);

      // Then
      assertThat(RowTable.rows(database)).isEqualTo(53_000);
      assertThat(
              database.number(
                  "SELECT count(*) FROM (SELECT FROM bench.reading"
                      + " WHERE time >= '2026-11-23 10:00:00+00' AND time < '2026-11-23 10:00:53+00'"
                      + " GROUP BY series_id HAVING count(*) = 53) AS series"))
          .isEqualTo(Sensors.COUNT);
    }
  }

  @Test
  void theInsertKeepsTheLastOfEachKey() throws Exception {
    // Given
    Workload late = new Workload("late", 1_000, 10_000, true);
    ReadingStream stream = new ReadingStream(late, 1, FIRST);
    ReadingStream again = new ReadingStream(late, 1, FIRST);
    try (BareInsert insert = new BareInsert(uri);
        Database database = new Database(uri)) {
      // When
      insert.run(stream, 70);

      // Then
      Map<List<Long>, Double> last = new HashMap<>();
      for (int i = 0; i < 70; i++) {
        Batch batch = again.next();
        for (int place = 0; place < batch.size(); place++) {
          List<Long> key = List.of(batch.series()[place] + 1L, batch.millis()[place]);
          last.put(key, batch.thousandths()[place] / 1_000.0);
        }
      }
      Map<List<Long>, Double> stored = new HashMap<>();
      for (Row row :
          database.run(
              "SELECT series_id, (extract(epoch FROM time) * 1000)::bigint, value"
                  + " FROM bench.reading")) {
        stored.put(List.of(row.getLong(0), row.getLong(1)), row.getDouble(2));
      }
      assertThat(stream.corrections()).isPositive();
      assertThat((long) stored.size()).isEqualTo(stream.readings() - stream.corrections());
      assertThat(stored).isEqualTo(last);
    }
  }

  @Test
  void theServerAcceptsBodiesAndCountsRows() throws Exception {
    // Given
    try (Database database = new Database(uri)) {
      RowTable.create(database);
      database.run(
          "INSERT INTO bench.reading SELECT 7, timestamptz '2026-11-23 10:00:00+00'"
              + " + i * interval '1 ms', i FROM generate_series(0, 999) AS i");
    }
    try (BareServerProcess server = new BareServerProcess(uri)) {
      int port = server.port();
      AtomicLong millis = new AtomicLong(FIRST);

      // When
      String range =
          HttpConnection.text(
              port, "/range?series=7&from=%d&to=%d&limit=241".formatted(FIRST + 10, FIRST + 250));
      String latest =
          HttpConnection.text(
              port, "/latest?series=7&from=%d&to=%d".formatted(FIRST, FIRST + 86_400_000));
      Load posting = new Load(port, List.of(new ReadingsRequests("/", 100, millis, 0)), 202);

      // Then
      assertThat(range).isEqualTo("{\"rows\":240}");
      assertThat(latest).isEqualTo("{\"rows\":1}");
      assertThat(posting.run(200).requests()).isEqualTo(200);
      assertThatThrownBy(() -> HttpConnection.text(port, "/range?series=7&from=0&to=1&limit=-1"))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll("500", "LIMIT must not be negative");
    }
  }

  @Test
  void theServerAnswersOnlyWhenItHasReadTheWholeBody() throws Exception {
    try (BareServerProcess server = new BareServerProcess(uri);
        Socket connection = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      // Given
      connection.setSoTimeout(500);
      send(connection, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{");
      InputStream answer = connection.getInputStream();
      assertThatThrownBy(answer::read).isInstanceOf(SocketTimeoutException.class);

      // When
      connection.setSoTimeout(10_000);
      send(connection, "}");

      // Then
      assertThat(answer.readNBytes(12)).asString(US_ASCII).isEqualTo("HTTP/1.1 202");
    }
  }

  private static void send(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private static List<ConsumerRecord<byte[], byte[]>> readToTheEnd(String bootstrapServers) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    Map<String, Object> settings =
        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      List<TopicPartition> partitions =
          IntStream.range(0, Topics.PARTITIONS)
              .mapToObj(partition -> new TopicPartition(BareProducer.TOPIC, partition))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (!ends.entrySet().stream()
          .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
      return records;
    }
  }
}
