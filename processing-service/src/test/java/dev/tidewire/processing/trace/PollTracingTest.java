package dev.tidewire.processing.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PollTracingTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @Test
  void recordsOfARequest_haveOneSender() {
    assertThat(PollTracing.senders(poll(Stream.of(parent(1), parent(1), parent(2)))))
        .extracting(SpanContext::getTraceId)
        .containsExactly(TRACE, TRACE);
  }

  @Test
  void recordsWithoutATraceOrWithNonsense_haveNone() {
    assertThat(PollTracing.senders(poll(Stream.of("", "garbage", "00-" + TRACE + "-0-01"))))
        .isEmpty();
  }

  @Test
  void moreSendersThanASpanCanHaveLinks_areLeftOut() {
    assertThat(PollTracing.senders(poll(IntStream.range(1, 300).mapToObj(i -> parent(i)))))
        .hasSize(128);
  }

  private static String parent(int span) {
    return "00-%s-%016x-01".formatted(TRACE, span);
  }

  private static ConsumerRecords<byte[], byte[]> poll(Stream<String> traceParents) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    traceParents.forEach(
        parent -> {
          ConsumerRecord<byte[], byte[]> record =
              new ConsumerRecord<>("readings", 0, records.size(), null, null);
          if (!parent.isEmpty()) {
            record.headers().add("traceparent", parent.getBytes(UTF_8));
          }
          records.add(record);
        });
    return new ConsumerRecords<>(Map.of(new TopicPartition("readings", 0), records), Map.of());
  }
}
