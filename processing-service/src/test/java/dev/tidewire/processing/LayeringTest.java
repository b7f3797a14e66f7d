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
          "group.Consumers",
          "group.Drain",
          "group.OffsetCommits",
          "group.StaticMembership",
          "http.ActionsResource",
          "http.DeadLettersResource",
          "http.PipelineResource",
          "http.Replies",
          "pipeline.BrokerAdmin",
          "pipeline.BrokerTopicIdentity",
          "pipeline.GroupOffsets",
          "pipeline.LagMonitor",
          "pipeline.PartitionKeeper",
          "pipeline.PipelineReporter",
          "pipeline.PipelineState",
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
          "store.ActionPages",
          "store.ActionRow",
          "store.ActionTable",
          "store.Conditions",
          "store.FailureReport",
          "store.LateAcquireFilter",
          "store.LetterQueries",
          "store.LetterRow",
          "store.LetterTable",
          "store.OtherRowRefusedException",
          "store.OutageLog",
          "store.PartitionCatalog",
          "store.PollStore",
          "store.PromptDatabase",
          "store.ReadingStatements",
          "store.ReadingTable",
          "store.RowStore",
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
  void sqlClient_isKnownToTheStoreOnly() {
    classes()
        .that()
        .resideOutsideOfPackage("dev.tidewire.processing.store..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages("io.vertx.mutiny.sqlclient..", "io.vertx.pgclient..")
        .check(LAYERS.classes());
  }
}
