package dev.tidewire.processing.mirror;

import dev.tidewire.platform.text.JsonText;

/**
 * A request to redrive or discard the open letters of a selection.
 *
 * @param asked the selection and the rate, as JSON
 * @param who who does it: the caller, or what the request says where callers are not known
 * @param dryRun only count the letters
 * @param ratePerSecond maximum letters per second, 1 or more
 */
public record ActionOrder(
    ActionKind kind,
    Selection selection,
    String asked,
    String who,
    boolean dryRun,
    int ratePerSecond) {
  /** All of it, as a JSON object. */
  public String details() {
    return "{\"asked\":%s,\"who\":%s,\"dryRun\":%b}".formatted(asked, JsonText.quoted(who), dryRun);
  }
}
