package dev.tidewire.processing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import dev.tidewire.platform.ModuleLayers;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayeringTest {
  private static final ModuleLayers LAYERS = new ModuleLayers("processing");

  /** The classes with a broker, a database, HTTP or metrics; everything else decides. */
  private static final Set<String> EDGES =
      Set.of(
          "",
          "audit.AuditReader",
          "audit.PageReader",
          "deadletter.ActionRun",
          "deadletter.ActionRunner",
          "deadletter.DeadLetter",
          "deadletter.DeadLetterTopic",
          "deadletter.DeadLetterWriter",
          "deadletter.LetterProducer",
          "deadletter.LetterWindow",
          "deadletter.MirrorConsumer",
          "deadletter.MirrorRewind",
          "deadletter.OpenLetters",
          "deadletter.Redrive",
          "group.CommitRequests",
          "group.ConsumerStart",
          "group.Consumers",
          "group.Drain",
          "group.ExistingPartitions",
          "group.LegHeader",
          "group.MemberSettings",
          "group.OffsetCommits",
          "group.PartitionLegs",
          "group.PolledOffsets",
          "http.ActionsResource",
          "http.AuditResource",
          "http.DeadLettersResource",
          "http.OrdersResource",
          "http.PipelineResource",
          "http.Replies",
          "http.StoreResource",
          "letters.ActionPages",
          "letters.ActionRow",
          "letters.ActionTable",
          "letters.Conditions",
          "letters.LetterQueries",
          "letters.LetterRow",
          "letters.LetterScan",
          "letters.LetterTable",
          "letters.PromptDatabase",
          "merge.Backlog",
          "merge.DamagedRows",
          "merge.ExpiredPartitions",
          "merge.MergeDatabase",
          "merge.MergeFailures",
          "merge.MergeFault",
          "merge.MergeJobs",
          "merge.MergeMetrics",
          "merge.MergeReporter",
          "merge.MergeRounds",
          "merge.MergeScope",
          "merge.Merger",
          "merge.OrderTurns",
          "merge.ScrubTable",
          "merge.ScrubWalk",
          "merge.Scrubber",
          "merge.StoppedMerges",
          "merge.Waiting",
          "merge.WholeMerge",
          "merge.WholeScrub",
          "order.MergeOrders",
          "pipeline.ClaimWriter",
          "pipeline.GroupOffsets",
          "pipeline.LagMonitor",
          "pipeline.LostCommits",
          "pipeline.MarkerWatch",
          "pipeline.PartitionKeeper",
          "pipeline.PipelineReporter",
          "pipeline.PipelineState",
          "pipeline.Placement",
          "pipeline.PlacementWatch",
          "pipeline.PollPace",
          "pipeline.PollWriter",
          "pipeline.ProgressCheck",
          "pipeline.ReadingsConsumer",
          "pipeline.SourceRecords",
          "pipeline.StoreCheck",
          "pipeline.Throughput",
          "pipeline.Waits",
          "readings.BlockStatements",
          "readings.BlockTable",
          "readings.PollStore",
          "schema.ForeignObjects",
          "schema.SchemaWatch",
          "series.SeriesCatalog",
          "series.SeriesStatements",
          "series.SeriesTable",
          "store.FailureReport",
          "store.LateAcquireFilter",
          "store.OutageLog",
          "store.Parameters",
          "store.PartitionCatalog",
          "store.Statements",
          "store.Refusal",
          "store.StoreAttempt",
          "store.StoreBreaker",
          "store.StoreGuard",
          "store.StoreMetrics",
          "store.StorePool",
          "store.StoreTracing",
          "store.TablePartitions",
          "tables",
          "topic.Broker",
          "topic.BrokerAdmin",
          "topic.BrokerCalls",
          "topic.BrokerTopic",
          "topic.LostRecords",
          "topic.ReadingsTopic",
          "topic.TopicNow",
          "topic.TopicSizes",
          "topic.Truncations",
          "trace",
          "watermark.WatermarkRows",
          "watermark.WatermarkStatements",
          "watermark.WatermarkTable",
          "watermark.Watermarks");

  @Test
  void decidingClasses_knowNoFramework() {
    LAYERS.assertPureExcept(EDGES);
  }

  @Test
  void packages_haveNoCycles() {
    LAYERS.assertAcyclic();
  }

  @Test
  void service_knowsNoOtherService() {
    LAYERS.assertKnowsNoOtherService();
  }

  @Test
  void sqlClient_isKnownToTheTablesOnly() {
    classes()
        .that()
        .resideOutsideOfPackages(
            "dev.tidewire.processing.store..",
            "dev.tidewire.processing.readings..",
            "dev.tidewire.processing.series..",
            "dev.tidewire.processing.watermark..",
            "dev.tidewire.processing.letters..",
            "dev.tidewire.processing.merge..",
            "dev.tidewire.processing.tables..",
            "dev.tidewire.processing.schema..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages("io.vertx.mutiny.sqlclient..", "io.vertx.pgclient..")
        .check(LAYERS.classes());
  }

  @Test
  void everyOperation_isDeclaredAndDescribed() throws IOException {
    LAYERS.assertOperationsAreDescribed();
    LAYERS.assertRoutesComeFrom(Set.of());
  }
}
