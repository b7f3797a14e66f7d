package dev.tidewire.ingest.answer;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer, ready to be written.
 *
 * @param headers beside content type and length
 * @param problem what went wrong; null when nothing did
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Answer(
    int status,
    String contentType,
    byte[] body,
    Map<String, String> headers,
    @Nullable ProblemType problem) {}
