package dev.tidewire.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidewire.contract.Topics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fixture itself: real servers that keep their data through stops and kills. */
class StackFixtureIT {
  private final TestStack stack = TestStack.shared();

  @ParameterizedTest
  @EnumSource(Topics.class)
  void topicsHaveTheSettingsOfTheContract(Topics topic) throws Exception {
    // Given
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());

    // When
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()))) {
      Config config = admin.describeConfigs(List.of(resource)).all().get(10, SECONDS).get(resource);
      int partitions =
          admin
              .describeTopics(List.of(topic.topicName()))
              .allTopicNames()
              .get(10, SECONDS)
              .get(topic.topicName())
              .partitions()
              .size();

      // Then
      assertThat(partitions).isEqualTo(topic.partitions());
      topic
          .settings()
          .forEach((key, value) -> assertThat(config.get(key).value()).as(key).isEqualTo(value));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void acknowledgedRecordsOutliveARestartOfTheBroker(boolean kill) throws Exception {
    // Given
    TopicPartition partition = new TopicPartition(Topics.READINGS.topicName(), kill ? 1 : 0);
    String servers = stack.kafkaBootstrapServers();
    for (String compression : List.of("none", "lz4", "zstd", "snappy", "gzip")) {
      try (KafkaProducer<String, String> producer = producer(servers, compression)) {
        producer
            .send(new ProducerRecord<>(partition.topic(), partition.partition(), "", compression))
            .get(10, SECONDS);
      }
    }

    // When
    if (kill) {
      stack.killKafka();
    } else {
      stack.stopKafka();
    }
    stack.startKafka();

    // Then
    assertThat(stack.kafkaBootstrapServers()).isEqualTo(servers);
    assertThat(valuesIn(partition)).containsExactly("none", "lz4", "zstd", "snappy", "gzip");
  }

  @Test
  void recordThatUnpacksToMoreThanTheLimit_isRefused() {
    // Given
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            stack.kafkaBootstrapServers(),
            "acks",
            "all",
            "compression.type",
            "zstd",
            "max.request.size",
            16 << 20);
    String bomb = "0".repeat(8 << 20);

    // When
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      Future<RecordMetadata> sent =
          producer.send(new ProducerRecord<>(Topics.READINGS.topicName(), bomb));

      // Then
      assertThat(sent)
          .failsWithin(Duration.ofSeconds(30))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(RecordTooLargeException.class);
    }
  }

  @Test
  void postgresIsDurable() throws SQLException {
    // When
    String fsync = select("SHOW fsync");
    String synchronousCommit = select("SHOW synchronous_commit");

    // Then
    assertThat(fsync).isEqualTo("on");
    assertThat(synchronousCommit).isEqualTo("on");
  }

  @Test
  void migrationsMakeTheTables() throws SQLException {
    // When
    stack.migrate();

    // Then
    assertThat(select("SELECT count(*) FROM reading, series")).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void committedRowsOutliveARestartOfPostgres(boolean kill) throws SQLException {
    // Given
    String url = stack.postgres().jdbcUrl();
    execute("CREATE TABLE IF NOT EXISTS kept (kill boolean PRIMARY KEY)");
    execute("INSERT INTO kept VALUES (" + kill + ")");

    // When
    if (kill) {
      stack.killPostgres();
    } else {
      stack.stopPostgres();
    }
    stack.startPostgres();

    // Then
    assertThat(stack.postgres().jdbcUrl()).isEqualTo(url);
    assertThat(select("SELECT count(*) FROM kept WHERE kill = " + kill)).isEqualTo("1");
  }

  @Test
  void clientsOfTheProxiedBroker_feelItsFaultsAndOthersDoNot() throws Exception {
    // Given
    assumeTrue(stack.hasProxies(), "no network faults in front of containers");
    TopicPartition partition = new TopicPartition(Topics.READINGS.topicName(), 2);
    ProducerRecord<String, String> record =
        new ProducerRecord<>(partition.topic(), partition.partition(), "", "through the proxy");
    try (KafkaProducer<String, String> proxied =
            producer(stack.proxiedKafkaBootstrapServers(), "none");
        KafkaProducer<String, String> direct = producer(stack.kafkaBootstrapServers(), "none")) {
      proxied.send(record).get(10, SECONDS);

      // When
      stack.kafkaProxy().refuse();
      stack.kafkaProxy().cut();
      Future<?> waiting = proxied.send(record);
      direct.send(record).get(10, SECONDS);

      // Then
      assertThat(waiting.isDone()).isFalse();
      stack.kafkaProxy().heal();
      waiting.get(30, SECONDS);
      assertThat(valuesIn(partition)).hasSize(3);
    }
  }

  @Test
  void frozenServers_goOnWhereTheyWere() throws Exception {
    // Given
    ProducerRecord<String, String> record =
        new ProducerRecord<>(Topics.READINGS.topicName(), 3, "", "sent to a frozen broker");
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        KafkaProducer<String, String> producer = producer(stack.kafkaBootstrapServers(), "none")) {
      connection.setNetworkTimeout(Runnable::run, 500);
      producer.send(record).get(10, SECONDS);

      // When
      stack.freezePostgres();
      stack.freezeKafka();
      try {
        Future<?> sent = producer.send(record);

        // Then
        assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
        assertThat(sent.isDone()).isFalse();
        stack.thawKafka();
        sent.get(10, SECONDS);
      } finally {
        stack.thawKafka();
        stack.thawPostgres();
      }
    }
    assertThat(select("SELECT 1")).isEqualTo("1");
  }

  private static KafkaProducer<String, String> producer(String servers, String compression) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", servers, "acks", "all", "compression.type", compression),
        new StringSerializer(),
        new StringSerializer());
  }

  private List<String> valuesIn(TopicPartition partition) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stack.kafkaBootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return consumer.poll(Duration.ofSeconds(10)).records(partition).stream()
          .map(record -> record.value())
          .toList();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String select(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private Connection connect() throws SQLException {
    Postgres postgres = stack.postgres();
    return DriverManager.getConnection(
        postgres.jdbcUrl(), postgres.username(), postgres.password());
  }
}
