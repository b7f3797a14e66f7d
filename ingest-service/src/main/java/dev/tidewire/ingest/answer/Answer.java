package dev.tidewire.ingest.answer;

import java.util.Map;

/**
 * An HTTP answer, ready to be written.
 *
 * @param headers beside content type and length
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {}
