package dev.tidewire.processing.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.processing.merge.MergeReport;
import dev.tidewire.processing.merge.MergeReport.Behind;
import dev.tidewire.processing.merge.MergeReport.Blocks;
import dev.tidewire.processing.merge.MergeReport.Damaged;
import dev.tidewire.processing.merge.MergeReport.Overdue;
import dev.tidewire.processing.merge.MergeReport.Stopped;
import dev.tidewire.processing.order.MergeOrder;
import dev.tidewire.processing.order.MergeOrder.Kind;
import dev.tidewire.processing.order.MergeOrder.State;
import dev.tidewire.processing.pipeline.PartitionLag;
import dev.tidewire.processing.pipeline.PipelineReport;
import dev.tidewire.processing.pipeline.PipelineReport.BreakerState;
import dev.tidewire.processing.pipeline.PipelineReport.LagReport;
import dev.tidewire.processing.pipeline.PipelineReport.OldestUnstored;
import dev.tidewire.processing.pipeline.PipelineReport.Rates;
import dev.tidewire.processing.pipeline.PipelineReport.Wait;
import dev.tidewire.processing.pipeline.PipelineReport.Waiting;
import dev.tidewire.processing.store.LastError;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineJsonTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final BreakerState CLOSED = new BreakerState("closed", NOON);

  @Test
  void whatHasNoValue_isLeftOut() {
    // Given
    PipelineReport report =
        new PipelineReport(
            "unknown",
            "Hello.",
            CLOSED,
            null,
            List.of(),
            0,
            new LagReport(null, 0, List.of()),
            null,
            new Rates(0, 0, 0),
            new MergeReport(
                null,
                new Overdue(0, 0),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null),
            null);

    // Then
    assertThat(json(report))
        .isEqualTo(
            "{\"state\":\"unknown\",\"message\":\"Hello.\","
                + "\"breaker\":{\"state\":\"closed\",\"since\":\"2026-11-22T12:00:00Z\"},"
                + "\"waits\":[],\"lostRecords\":0,"
                + "\"lag\":{\"records\":0,\"partitions\":[]},"
                + "\"rates\":{\"stored\":0,\"deadLetters\":0,\"retries\":0},"
                + "\"merging\":{\"overdueBlocks\":0,\"overdueSeconds\":0,"
                + "\"stopped\":[],\"refused\":[],\"failed\":[],\"damaged\":[]}}");
  }

  @Test
  void numbersAndTimes_lookAsInEveryOtherAnswer() {
    // Given
    PipelineReport report =
        new PipelineReport(
            "waiting",
            "Hello.",
            CLOSED,
            new Waiting(NOON.plusNanos(123_456_789), 3, "no answer"),
            List.of(new Wait("database", NOON, "no answer")),
            12,
            new LagReport(NOON, 7, List.of(new PartitionLag(2, 10, 17, 7, 1))),
            new OldestUnstored(NOON.plusMillis(10), 71.0),
            new Rates(1.5, 0, 0.25),
            merging(),
            new LastError(NOON.plusNanos(1), "no answer"));

    // Then
    assertThat(json(report))
        .contains(
            "\"waiting\":{\"since\":\"2026-11-22T12:00:00.123456Z\",\"attempts\":3,\"cause\":\"no answer\"}",
            "\"waits\":[{\"name\":\"database\",\"since\":\"2026-11-22T12:00:00Z\",\"cause\":\"no answer\"}]",
            "\"lostRecords\":12",
            "\"measuredAt\":\"2026-11-22T12:00:00Z\"",
            "{\"partition\":2,\"committed\":10,\"end\":17,\"records\":7,\"heldBack\":1}",
            "\"oldestUnstored\":{\"time\":\"2026-11-22T12:00:00.010Z\",\"ageSeconds\":71}",
            "\"rates\":{\"stored\":1.5,\"deadLetters\":0,\"retries\":0.25}",
            "\"lastError\":{\"at\":\"2026-11-22T12:00:00Z\",\"cause\":\"no answer\"}",
            "\"merging\":{\"blocks\":1200,\"ageSeconds\":61.5,"
                + "\"overdueBlocks\":7,\"overdueSeconds\":70.5,"
                + "\"behind\":{\"since\":\"2026-11-22T12:00:00Z\",\"homes\":[3,7]},"
                + "\"stopped\":[{\"home\":4,\"level\":0,\"since\":\"2026-11-22T12:00:00Z\","
                + "\"cause\":\"block seq 9\"},"
                + "{\"home\":5,\"level\":1,\"group\":65,\"since\":\"2026-11-22T12:00:00Z\","
                + "\"cause\":\"block seq 10\"}],"
                + "\"refused\":[{\"home\":6,\"level\":1,\"group\":66,"
                + "\"since\":\"2026-11-22T12:00:00Z\",\"cause\":\"no privilege\"}],"
                + "\"failed\":[{\"home\":7,\"level\":0,"
                + "\"since\":\"2026-11-22T12:00:00Z\",\"cause\":\"an error\"}],"
                + "\"damaged\":[{\"row\":\"chunk 7\",\"since\":\"2026-11-22T12:00:00Z\","
                + "\"cause\":\"The row says 3\"}],"
                + "\"lastError\":{\"at\":\"2026-11-22T12:00:00Z\",\"cause\":\"no privilege\"},"
                + "\"order\":{\"kind\":\"settle\",\"state\":\"failed\","
                + "\"startedAt\":\"2026-11-22T12:00:00Z\",\"endedAt\":\"2026-11-22T12:00:02Z\","
                + "\"blocks\":3,\"readings\":70,\"skipped\":1,\"damaged\":2,\"cause\":\"no privilege\"}}");
  }

  private static MergeReport merging() {
    return new MergeReport(
        new Blocks(1_200, 61.5),
        new Overdue(7, 70.5),
        new Behind(NOON, List.of(3, 7)),
        List.of(
            new Stopped(4, null, NOON, "block seq 9"), new Stopped(5, 65L, NOON, "block seq 10")),
        List.of(new Stopped(6, 66L, NOON, "no privilege")),
        List.of(new Stopped(7, null, NOON, "an error")),
        List.of(new Damaged("chunk 7", NOON, "The row says 3")),
        new LastError(NOON, "no privilege"),
        new MergeOrder(
            Kind.SETTLE, State.FAILED, NOON, NOON.plusSeconds(2), 3, 70, 1, 2, "no privilege"));
  }

  private static String json(PipelineReport report) {
    return new String(Json.bytes(PipelineJson.of(report)), UTF_8);
  }
}
