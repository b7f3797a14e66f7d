package dev.tidewire.ingest.prometheus;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes requests as the definitions of remote write have it, in both versions. */
public final class WriteRequests {
  /** A sample, at milliseconds since 1970. */
  public record Sample(double value, long millis) {}

  /** A series with samples and, in version 2, a unit. */
  public record Series(Map<String, String> labels, String unit, List<Sample> samples) {
    public Series(Map<String, String> labels, Sample... samples) {
      this(labels, "", List.of(samples));
    }
  }

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private WriteRequests() {}

  /** As {@code prometheus.WriteRequest}. */
  public static byte[] v1(List<Series> all) {
    return message(
        request -> {
          for (Series series : all) {
            add(request, 1, message(out -> v1(out, series)));
          }
          add(request, 3, message(metadata -> metadata.writeString(2, "ignored")));
        });
  }

  private static void v1(CodedOutputStream out, Series series) throws IOException {
    for (Map.Entry<String, String> label : series.labels().entrySet()) {
      byte[] pair =
          message(
              fields -> {
                fields.writeString(1, label.getKey());
                fields.writeString(2, label.getValue());
              });
      add(out, 1, pair);
    }
    samples(out, series);
    add(out, 3, message(exemplar -> exemplar.writeDouble(2, 7)));
  }

  /** As {@code io.prometheus.write.v2.Request}. */
  public static byte[] v2(List<Series> all) {
    List<String> symbols = new ArrayList<>(List.of(""));
    byte[] series =
        message(
            out -> {
              for (Series one : all) {
                add(out, 5, message(fields -> v2(fields, one, symbols)));
              }
            });
    return message(
        request -> {
          for (String symbol : symbols) {
            request.writeString(4, symbol);
          }
          request.writeRawBytes(series);
        });
  }

  private static void v2(CodedOutputStream out, Series series, List<String> symbols)
      throws IOException {
    byte[] refs =
        message(
            packed -> {
              for (Map.Entry<String, String> label : series.labels().entrySet()) {
                packed.writeUInt32NoTag(symbol(label.getKey(), symbols));
                packed.writeUInt32NoTag(symbol(label.getValue(), symbols));
              }
            });
    add(out, 1, refs);
    samples(out, series);
    add(out, 4, message(exemplar -> exemplar.writeDouble(2, 7)));
    add(
        out,
        5,
        message(
            metadata -> {
              metadata.writeEnum(1, 2);
              metadata.writeUInt32(3, symbol("help", symbols));
              metadata.writeUInt32(4, symbol(series.unit(), symbols));
            }));
  }

  private static void samples(CodedOutputStream out, Series series) throws IOException {
    for (Sample sample : series.samples()) {
      byte[] fields =
          message(
              written -> {
                written.writeDouble(1, sample.value());
                written.writeInt64(2, sample.millis());
              });
      add(out, 2, fields);
    }
  }

  private static int symbol(String text, List<String> symbols) {
    if (!symbols.contains(text)) {
      symbols.add(text);
    }
    return symbols.indexOf(text);
  }

  private static void add(CodedOutputStream out, int field, byte[] message) throws IOException {
    out.writeByteArray(field, message);
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      fields.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
