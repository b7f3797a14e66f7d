package dev.tidewire.platform.http;

import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.PercentText;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request that Netty, Vert.x or Quarkus would refuse before any route is reached, with an answer
 * that has no body. It is sent to a path of its own instead, where {@link RefusalRoutes} answers.
 */
final class UnroutableRequest {
  private static final String PATH = "/.refused/";
  private static final Set<ProblemType> REFUSALS =
      EnumSet.of(
          ProblemType.MALFORMED_REQUEST, ProblemType.URI_TOO_LONG, ProblemType.HEADERS_TOO_LARGE);

  private UnroutableRequest() {}

  /** Why a request cannot be routed, or null when it can. */
  static @Nullable ProblemType refusal(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return refusal(request.decoderResult().cause());
    }
    HttpVersion version = request.protocolVersion();
    boolean isKnown = version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
    return isKnown && isUri(request.uri()) && isFramed(request.headers())
        ? null
        : ProblemType.MALFORMED_REQUEST;
  }

  /** A body in another transfer coding would be read as what it is not. */
  private static boolean isFramed(HttpHeaders headers) {
    List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    return codings.isEmpty()
        || codings.size() == 1
            && HttpHeaderValues.CHUNKED.toString().equalsIgnoreCase(codings.get(0).strip());
  }

  /** Whether Quarkus takes the text for a URI, and it is UTF-8. */
  static boolean isUri(String text) {
    try {
      new URI(text);
      return PercentText.isWellFormed(text);
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  /** Where a refused request is sent. */
  static String path(ProblemType refusal) {
    return PATH + refusal.code();
  }

  /** The refusal that a path stands for. */
  static Optional<ProblemType> refusalOf(@Nullable String path) {
    if (path == null || !path.startsWith(PATH)) {
      return Optional.empty();
    }
    String code = path.substring(PATH.length());
    return REFUSALS.stream().filter(type -> type.code().equals(code)).findAny();
  }

  private static ProblemType refusal(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return ProblemType.URI_TOO_LONG;
    }
    return cause instanceof TooLongHttpHeaderException
        ? ProblemType.HEADERS_TOO_LARGE
        : ProblemType.MALFORMED_REQUEST;
  }
}
