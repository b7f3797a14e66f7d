package dev.tidewire.processing.audit;

import org.jspecify.annotations.Nullable;

/**
 * A question for a page of records.
 *
 * @param limit how many records at most
 * @param offset of the first record to look at, or null for that of the time
 */
public record AuditQuery(AuditFilter filter, int limit, @Nullable Long offset) {}
