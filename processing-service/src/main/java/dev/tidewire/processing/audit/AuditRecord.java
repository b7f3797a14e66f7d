package dev.tidewire.processing.audit;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A record of the topic.
 *
 * @param millis when the broker has got it
 * @param content a JSON object, or null when somebody has written something else
 */
public record AuditRecord(long offset, long millis, @Nullable JsonNode content) {}
