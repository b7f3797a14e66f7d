package dev.tidewire.platform.http;

import dev.tidewire.platform.problem.ProblemType;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Headers.PseudoHeaderName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How large the head of a request may be. Netty holds HTTP/1 to it; over HTTP/2 it knows only a
 * limit for the whole head, and answers what exceeds it without a body.
 *
 * @param path most characters of the path and query; HTTP/1 counts the method and version, too
 * @param fields most bytes of the header fields, as {@code SETTINGS_MAX_HEADER_LIST_SIZE} counts
 *     them (RFC 9113, section 6.5.2)
 */
record HeaderLimits(int path, long fields) {
  private static final int FIELD_OVERHEAD = 32;

  /** Why a request with these headers is refused, or null when it is not. */
  @Nullable ProblemType refusal(Http2Headers headers) {
    CharSequence target = headers.path();
    if (target != null && target.length() > path) {
      return ProblemType.URI_TOO_LONG;
    }
    long bytes = 0;
    for (Map.Entry<CharSequence, CharSequence> field : headers) {
      if (!PseudoHeaderName.hasPseudoHeaderFormat(field.getKey())) {
        bytes += field.getKey().length() + field.getValue().length() + FIELD_OVERHEAD;
      }
    }
    return bytes > fields ? ProblemType.HEADERS_TOO_LARGE : null;
  }
}
