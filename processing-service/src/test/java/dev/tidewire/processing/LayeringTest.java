package dev.tidewire.processing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import dev.tidewire.platform.ModuleLayers;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayeringTest {
  private static final ModuleLayers LAYERS = new ModuleLayers("processing");

  /** The classes with a broker, a database, HTTP or metrics; everything else decides. */
  private static final Set<String> EDGES =
      Set.of(
          "",
          "deadletter.ActionRun",
          "deadletter.ActionRunner",
          "deadletter.DeadLetterTopic",
          "deadletter.DeadLetterWriter",
          "deadletter.LetterProducer",
          "deadletter.MirrorConsumer",
          "deadletter.OpenLetters",
          "deadletter.Redrive",
          "group.CommitRequests",
          "group.ConsumerStart",
          "group.Consumers",
          "group.Drain",
          "group.OffsetCommits",
          "group.StaticMembership",
          "http.ActionsResource",
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
          "letters.LetterTable",
          "letters.PromptDatabase",
          "merge.Backlog",
          "merge.DamagedMerges",
          "merge.MergeConnection",
          "merge.MergeDatabase",
          "merge.MergeJobs",
          "merge.MergeMetrics",
          "merge.MergeOrders",
          "merge.MergeReporter",
          "merge.MergeRounds",
          "merge.MergeScope",
          "merge.MergeTable",
          "merge.Merger",
          "merge.Waiting",
          "merge.WholeMerge",
          "pipeline.BrokerAdmin",
          "pipeline.BrokerTopicIdentity",
          "pipeline.GroupOffsets",
          "pipeline.LagMonitor",
          "pipeline.PartitionKeeper",
          "pipeline.PipelineReporter",
          "pipeline.PipelineState",
          "pipeline.PollPace",
          "pipeline.PollSampling",
          "pipeline.PollTracing",
          "pipeline.PollWriter",
          "pipeline.ProgressCheck",
          "pipeline.ReadingsConsumer",
          "pipeline.SourceRecords",
          "pipeline.StoreCheck",
          "pipeline.Throughput",
          "pipeline.TopicIdentity",
          "pipeline.TraceHeaders",
          "store.BlockStatements",
          "store.BlockTable",
          "store.FailureReport",
          "store.LateAcquireFilter",
          "store.OutageLog",
          "store.PartitionCatalog",
          "store.PollStore",
          "store.SeriesCatalog",
          "store.SeriesStatements",
          "store.SeriesTable",
          "store.Statements",
          "store.StoreAttempt",
          "store.StoreBreaker",
          "store.StoreGuard",
          "store.StoreMetrics",
          "store.StorePool",
          "store.StoreTracing",
          "store.TablePartitions",
          "store.WatermarkStatements",
          "store.WatermarkTable",
          "store.Watermarks");

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
            "dev.tidewire.processing.letters..",
            "dev.tidewire.processing.merge..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages("io.vertx.mutiny.sqlclient..", "io.vertx.pgclient..")
        .check(LAYERS.classes());
  }
}
