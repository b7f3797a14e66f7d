package dev.tidewire.local.importer;

import java.util.List;
import java.util.Map;

/** What ingest answered. */
record Answer(int status, Map<?, ?> json) {
  /** Of a request that was not sent. */
  static final Answer NOTHING = new Answer(0, Map.of());

  private static final String INVALID_READINGS = "invalid-readings";

  /** Whether the piece is done: its good lines are accepted, and the others told. */
  boolean isDone() {
    return status == 202 || status == 207 || isAllWrong();
  }

  /** Whether no line of the piece is right. */
  boolean isAllWrong() {
    return status == 400 && String.valueOf(json.get("type")).endsWith(INVALID_READINGS);
  }

  /** Whether ingest, or a proxy before it, takes less in one request. */
  boolean isTooLarge() {
    return status == 413;
  }

  /** Whether local times were told apart by their order. */
  boolean hasDoubledHour() {
    return warnings().containsKey("doubledHour");
  }

  long accepted() {
    return Json.number(json, "accepted");
  }

  long rejected() {
    return Json.number(json, "rejected");
  }

  long headLines() {
    return Json.number(json, "headLines");
  }

  List<Map<?, ?>> errors() {
    return Json.objects(json, "errors");
  }

  List<Map<?, ?>> preview() {
    return Json.objects(json, "preview");
  }

  Map<?, ?> recognised() {
    return json.get("recognised") instanceof Map<?, ?> map ? map : Map.of();
  }

  Map<?, ?> warnings() {
    return json.get("warnings") instanceof Map<?, ?> map ? map : Map.of();
  }

  /** Of the whole, or of the first item that is wrong. */
  String detail() {
    return detail(json.containsKey("detail") || errors().isEmpty() ? json : errors().get(0));
  }

  private static String detail(Map<?, ?> of) {
    return of.get("detail") instanceof String detail ? detail : "no reason was given";
  }
}
