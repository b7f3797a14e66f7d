package dev.tidewire.processing.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidewire.processing.pipeline.PartitionLag;
import dev.tidewire.processing.pipeline.PipelineReport;
import java.util.List;

/** Writes the report on the pipeline as JSON. */
final class PipelineJson {
  private PipelineJson() {}

  static ObjectNode of(PipelineReport report) {
    ObjectNode json = Json.object();
    json.put("state", report.state());
    json.put("message", report.message());
    putBreaker(json.putObject("breaker"), report.breaker());
    if (report.waiting() != null) {
      putWaiting(json.putObject("waiting"), report.waiting());
    }
    putWaits(json.putArray("waits"), report.waits());
    json.put("lostRecords", report.lostRecords());
    putLag(json.putObject("lag"), report.lag());
    if (report.oldestUnstored() != null) {
      putOldest(json.putObject("oldestUnstored"), report.oldestUnstored());
    }
    putRates(json.putObject("rates"), report.rates());
    json.set("merging", MergeJson.of(report.merging()));
    if (report.lastError() != null) {
      Json.putError(json.putObject("lastError"), report.lastError());
    }
    return json;
  }

  private static void putBreaker(ObjectNode json, PipelineReport.BreakerState breaker) {
    json.put("state", breaker.state());
    Json.putTime(json, "since", breaker.since());
  }

  private static void putWaiting(ObjectNode json, PipelineReport.Waiting waiting) {
    Json.putTime(json, "since", waiting.since());
    json.put("attempts", waiting.attempts());
    json.put("cause", waiting.cause());
  }

  private static void putWaits(ArrayNode json, List<PipelineReport.Wait> waits) {
    for (PipelineReport.Wait wait : waits) {
      ObjectNode one = json.addObject().put("name", wait.name());
      Json.putTime(one, "since", wait.since());
      one.put("cause", wait.cause());
    }
  }

  private static void putLag(ObjectNode json, PipelineReport.LagReport lag) {
    Json.putTime(json, "measuredAt", lag.measuredAt());
    json.put("records", lag.records());
    ArrayNode partitions = json.putArray("partitions");
    for (PartitionLag partition : lag.partitions()) {
      partitions
          .addObject()
          .put("partition", partition.partition())
          .put("committed", partition.committed())
          .put("end", partition.end())
          .put("records", partition.records())
          .put("heldBack", partition.heldBack());
    }
  }

  private static void putOldest(ObjectNode json, PipelineReport.OldestUnstored oldest) {
    Json.putTime(json, "time", oldest.time());
    Json.putNumber(json, "ageSeconds", oldest.ageSeconds());
  }

  private static void putRates(ObjectNode json, PipelineReport.Rates rates) {
    Json.putNumber(json, "stored", rates.stored());
    Json.putNumber(json, "deadLetters", rates.deadLetters());
    Json.putNumber(json, "retries", rates.retries());
  }
}
