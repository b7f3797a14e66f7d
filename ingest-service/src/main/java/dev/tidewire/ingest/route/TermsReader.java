package dev.tidewire.ingest.route;

import dev.tidewire.ingest.cloudevents.BinaryEvent;
import dev.tidewire.ingest.coding.Coding;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.MediaType;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the terms of a request from its query and headers. */
public final class TermsReader {
  private TermsReader() {}

  /**
   * The terms of a request to a route.
   *
   * @param query as written in the URL, without the question mark
   * @param headers by name in lower case
   * @param receivedMicros when the head arrived, in microseconds since 1970
   * @param writable the sensors whose readings the caller may send
   */
  public static Terms read(
      Route route,
      @Nullable String query,
      Map<String, String> headers,
      long receivedMicros,
      SensorPatterns writable) {
    String contentType = headers.get("content-type");
    Optional<Format> format =
        contentType == null ? route.withoutType() : route.format(MediaType.of(contentType));
    if (format.isEmpty()) {
      return unsupported(
          contentType == null
              ? "The request has no Content-Type. Accepted are " + route.mediaTypes() + "."
              : "The Content-Type \"%s\" is not accepted. %s"
                  .formatted(contentType, route.refusal(MediaType.of(contentType))));
    }
    String contentEncoding = headers.getOrDefault("content-encoding", format.get().usualEncoding());
    Coding coding = Coding.of(contentEncoding);
    if (coding == null) {
      return unsupported(
          "The Content-Encoding \"%s\" is not accepted. Accepted are %s, or none."
              .formatted(contentEncoding, Coding.names()));
    }
    return Query.read(query, route.parameters(format.get()), format.get().takesOtherParameters())
        .fold(
            given ->
                new Terms.Accepted(
                    BinaryEvent.in(headers, format.get()),
                    coding,
                    route.style(),
                    new RequestFacts(route.path(), headers, given, receivedMicros),
                    writable),
            Terms.Refused::new);
  }

  private static Terms unsupported(String detail) {
    return new Terms.Refused(Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail));
  }
}
