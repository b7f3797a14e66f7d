package dev.tidewire.e2e.trace;

import java.util.Set;

/**
 * A span as a service exported it; ids are hexadecimal.
 *
 * @param parentId empty for none
 * @param links the ids of the spans that it is linked to
 */
public record TracedSpan(
    String service,
    String name,
    String traceId,
    String spanId,
    String parentId,
    Set<String> links) {
  /** Whether the other span is its parent. */
  public boolean isChildOf(TracedSpan other) {
    return traceId.equals(other.traceId) && parentId.equals(other.spanId);
  }
}
