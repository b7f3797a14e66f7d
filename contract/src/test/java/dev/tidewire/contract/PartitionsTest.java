package dev.tidewire.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

class PartitionsTest {
  @Property
  void partition_isTheOneKafkaPicksForAKeyedRecord(
      @ForAll String sensor, @ForAll @IntRange(min = 1, max = 1000) int partitions) {
    // When
    int partition = Partitions.of(sensor, partitions);

    // Then
    assertThat(partition)
        .isEqualTo(
            BuiltInPartitioner.partitionForKey(
                sensor.getBytes(StandardCharsets.UTF_8), partitions));
  }
}
