package dev.tidewire.bench.limit;

import dev.tidewire.bench.load.Sensors;
import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.contract.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What ingest sends to Kafka for a request with one reading of each sensor. */
record EncodedRequest(List<Batch> batches, int readings) {
  /** So many differ; the broker does not look into them. */
  private static final int VARIANTS = 64;

  /** The bytes for one partition. */
  record Batch(int partition, byte[] bytes) {}

  /** Some requests, the first at {@code firstMillis}, each a millisecond later. */
  static List<EncodedRequest> render(long firstMillis) {
    SplittableRandom random = new SplittableRandom(1);
    List<EncodedRequest> requests = new ArrayList<>();
    for (int i = 0; i < VARIANTS; i++) {
      requests.add(at((firstMillis + i) * 1_000, random));
    }
    return requests;
  }

  private static EncodedRequest at(long timeMicros, SplittableRandom random) {
    Map<Integer, List<SeriesReadings>> byPartition = new TreeMap<>();
    for (int sensor = 0; sensor < Sensors.COUNT; sensor++) {
      String name = Sensors.name(sensor);
      SeriesReadings readings =
          new SeriesReadings(new SeriesKey(name, Sensors.METRIC), null, Map.of(), 1);
      readings.add(timeMicros, Sensors.value(sensor, random));
      byPartition
          .computeIfAbsent(Partitions.of(name, Topics.PARTITIONS), partition -> new ArrayList<>())
          .add(readings);
    }
    List<Batch> batches = new ArrayList<>();
    byPartition.forEach(
        (partition, series) ->
            batches.add(new Batch(partition, ReadingBatchCodec.encode(new ReadingBatch(series)))));
    return new EncodedRequest(batches, Sensors.COUNT);
  }
}
