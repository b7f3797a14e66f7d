package dev.tidewire.processing.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some records, oldest first.
 *
 * @param next the offset at which to go on, or null when there is no more
 */
public record AuditPage(List<AuditRecord> records, @Nullable Long next) {}
