package dev.tidewire.ingest.kafka;

import dev.tidewire.ingest.batch.EncodedBatch;
import dev.tidewire.ingest.publish.PublishOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** The metrics of sending to Kafka. */
final class PublishMetrics {
  private final DistributionSummary batchBytes;
  private final Timer latency;
  private final Counter unacknowledged;

  PublishMetrics(MeterRegistry registry) {
    batchBytes =
        DistributionSummary.builder("tidewire.ingest.batch.bytes")
            .description("Bytes of each batch sent to Kafka")
            .baseUnit("bytes")
            .register(registry);
    latency =
        Timer.builder("tidewire.ingest.publish")
            .description("From the sending of a request's batches to the last acknowledgement")
            .register(registry);
    unacknowledged =
        Counter.builder("tidewire.ingest.readings.unacknowledged")
            .description("Good readings that Kafka did not acknowledge; their senders got an error")
            .register(registry);
  }

  void sent(EncodedBatch batch) {
    batchBytes.record(batch.bytes().length);
  }

  void published(PublishOutcome outcome, long nanos) {
    if (outcome.isComplete()) {
      latency.record(nanos, TimeUnit.NANOSECONDS);
    } else {
      unacknowledged.increment(outcome.total() - outcome.accepted());
    }
  }
}
