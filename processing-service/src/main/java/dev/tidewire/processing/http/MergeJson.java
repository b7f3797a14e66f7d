package dev.tidewire.processing.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidewire.processing.merge.MergeReport;
import dev.tidewire.processing.order.MergeOrder;
import java.util.List;

/** Writes what the background merge does as JSON. */
final class MergeJson {
  private static final int MOST_DAMAGED = 100;
  private static final int MOST_STOPPED = 100;

  private MergeJson() {}

  static ObjectNode of(MergeReport report) {
    ObjectNode json = Json.object();
    if (report.blocks() != null) {
      json.put("blocks", report.blocks().number());
      Json.putNumber(json, "ageSeconds", report.blocks().ageSeconds());
    }
    json.put("overdueBlocks", report.overdue().blocks());
    Json.putNumber(json, "overdueSeconds", report.overdue().seconds());
    if (report.behind() != null) {
      putBehind(json.putObject("behind"), report.behind());
    }
    ArrayNode stopped = json.putArray("stopped");
    report.stopped().forEach(one -> putStopped(stopped.addObject(), one));
    putFirst(json.putArray("refused"), report.refused());
    putFirst(json.putArray("failed"), report.failed());
    ArrayNode damaged = json.putArray("damaged");
    report.damaged().stream()
        .limit(MOST_DAMAGED)
        .forEach(one -> putDamaged(damaged.addObject(), one));
    if (report.lastError() != null) {
      Json.putError(json.putObject("lastError"), report.lastError());
    }
    if (report.order() != null) {
      json.set("order", of(report.order()));
    }
    return json;
  }

  static ObjectNode of(MergeOrder order) {
    ObjectNode json = Json.object();
    json.put("kind", order.kind().code());
    json.put("state", order.state().code());
    Json.putTime(json, "startedAt", order.startedAt());
    Json.putTime(json, "endedAt", order.endedAt());
    json.put("blocks", order.blocks());
    json.put("readings", order.readings());
    json.put("skipped", order.skipped());
    json.put("damaged", order.damaged());
    Json.putText(json, "cause", order.cause());
    return json;
  }

  private static void putBehind(ObjectNode json, MergeReport.Behind behind) {
    Json.putTime(json, "since", behind.since());
    ArrayNode homes = json.putArray("homes");
    behind.homes().forEach(homes::add);
  }

  private static void putDamaged(ObjectNode json, MergeReport.Damaged damaged) {
    json.put("row", damaged.row());
    Json.putTime(json, "since", damaged.since());
    json.put("cause", damaged.cause());
  }

  private static void putFirst(ArrayNode array, List<MergeReport.Stopped> all) {
    all.stream().limit(MOST_STOPPED).forEach(one -> putStopped(array.addObject(), one));
  }

  private static void putStopped(ObjectNode json, MergeReport.Stopped stopped) {
    json.put("home", stopped.home());
    json.put("level", stopped.level());
    if (stopped.group() != null) {
      json.put("group", stopped.group());
    }
    Json.putTime(json, "since", stopped.since());
    json.put("cause", stopped.cause());
  }
}
