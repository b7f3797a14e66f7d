package dev.tidewire.bench.report;

import dev.tidewire.bench.sizing.Costs;
import dev.tidewire.bench.sizing.Sizing;
import java.util.List;

/** What more readings would take, as a table. */
final class SizingTable {
  private static final List<Integer> RATES = List.of(10_000, 100_000, 1_000_000, 10_000_000);

  private SizingTable() {}

  /** What one reading takes. */
  static String costs(Costs costs) {
    Table table = new Table("a reading takes", "");
    table.row("µs of CPU in ingest", Numbers.micros(costs.ingestMicros()));
    table.row("µs of CPU in Kafka, a copy", Numbers.micros(costs.kafkaMicros()));
    table.row("µs of CPU in processing", Numbers.micros(costs.processingMicros()));
    table.row("µs of CPU in Postgres", Numbers.micros(costs.postgresMicros()));
    table.row("bytes in the topic, a copy", Numbers.micros(costs.topicBytes()));
    table.row("bytes in the database's log", Numbers.micros(costs.walBytes()));
    table.row("bytes in the table and its index", Numbers.micros(costs.tableBytes()));
    return table.markdown();
  }

  /** What so many of them a second take. */
  static String sizes(Costs costs) {
    Table table =
        new Table(
            "readings/s",
            "partitions",
            "ingest",
            "processing",
            "Kafka cores",
            "Kafka disk, 7 days",
            "Postgres cores",
            "log a second",
            "table a day",
            "databases");
    for (int rate : RATES) {
      table.row(row(rate, Sizing.of(costs, rate)));
    }
    return table.markdown();
  }

  private static List<String> row(int rate, Sizing sizing) {
    return List.of(
        Numbers.rate(rate),
        Long.toString(sizing.partitions()),
        sizing.ingestReplicas() + " × 2 cores",
        sizing.processingReplicas() + " × 2 cores",
        Numbers.cores(sizing.kafkaCores()),
        Numbers.bytes(sizing.kafkaBytes()),
        Numbers.cores(sizing.postgresCores()),
        Numbers.bytes(sizing.walBytesPerSecond()),
        Numbers.bytes(sizing.tableBytesPerDay()),
        Long.toString(sizing.databases()));
  }
}
