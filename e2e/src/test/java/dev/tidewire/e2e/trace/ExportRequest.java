package dev.tidewire.e2e.trace;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Reads OpenTelemetry's {@code ExportTraceServiceRequest} by the field numbers in {@code
 * opentelemetry/proto/trace/v1/trace.proto}.
 */
final class ExportRequest {
  private ExportRequest() {}

  static List<TracedSpan> spans(byte[] request) throws InvalidProtocolBufferException {
    List<TracedSpan> spans = new ArrayList<>();
    for (UnknownFieldSet resourceSpans : messages(UnknownFieldSet.parseFrom(request), 1)) {
      String service = service(messages(resourceSpans, 1).get(0));
      for (UnknownFieldSet scopeSpans : messages(resourceSpans, 2)) {
        for (UnknownFieldSet span : messages(scopeSpans, 2)) {
          spans.add(span(service, span));
        }
      }
    }
    return spans;
  }

  private static TracedSpan span(String service, UnknownFieldSet span)
      throws InvalidProtocolBufferException {
    Set<String> links = new HashSet<>();
    for (UnknownFieldSet link : messages(span, 13)) {
      links.add(hex(link, 2));
    }
    return new TracedSpan(
        service, bytes(span, 5).toStringUtf8(), hex(span, 1), hex(span, 2), hex(span, 4), links);
  }

  private static String service(UnknownFieldSet resource) throws InvalidProtocolBufferException {
    for (UnknownFieldSet attribute : messages(resource, 1)) {
      if (bytes(attribute, 1).toStringUtf8().equals("service.name")) {
        return bytes(messages(attribute, 2).get(0), 1).toStringUtf8();
      }
    }
    throw new IllegalArgumentException("a resource does not say which service it is");
  }

  private static List<UnknownFieldSet> messages(UnknownFieldSet from, int field)
      throws InvalidProtocolBufferException {
    List<UnknownFieldSet> messages = new ArrayList<>();
    for (ByteString bytes : from.getField(field).getLengthDelimitedList()) {
      messages.add(UnknownFieldSet.parseFrom(bytes));
    }
    return messages;
  }

  private static ByteString bytes(UnknownFieldSet from, int field) {
    List<ByteString> values = from.getField(field).getLengthDelimitedList();
    return values.isEmpty() ? ByteString.EMPTY : values.get(0);
  }

  private static String hex(UnknownFieldSet from, int field) {
    return HexFormat.of().formatHex(bytes(from, field).toByteArray());
  }
}
