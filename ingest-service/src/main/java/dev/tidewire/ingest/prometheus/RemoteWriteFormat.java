package dev.tidewire.ingest.prometheus;

import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.MediaType;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.ingest.labels.LabelNaming;
import dev.tidewire.ingest.labels.NamedByBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A version of Prometheus' remote write (prometheus.io/docs/specs/prw). Its senders pack with
 * snappy, and some do not say so.
 */
public final class RemoteWriteFormat implements Format {
  private static final String PROTO = "proto";

  private final WriteVersion version;
  private final LabelNaming naming;
  private final NamedByBytes known;

  /** As senders of one version write it. */
  public RemoteWriteFormat(WriteVersion version, LabelNaming naming, NamedByBytes known) {
    this.version = version;
    this.naming = naming;
    this.known = known;
  }

  @Override
  public List<String> mediaTypes() {
    return List.of("application/x-protobuf");
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public String usualEncoding() {
    return "snappy";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public @Nullable String refusal(MediaType type) {
    String message = type.parameter(PROTO, lower(WriteVersion.V1));
    return message.equals(lower(version))
        ? null
        : "Its %s can be %s or %s."
            .formatted(PROTO, WriteVersion.V1.message(), WriteVersion.V2.message());
  }

  @Override
  public void read(InputStream body, RequestFacts facts, ReadingSink sink) throws IOException {
    SeriesNames names = new SeriesNames(naming, known);
    new RemoteWriteBody(body.readAllBytes(), version, names, sink).read();
  }

  private static String lower(WriteVersion version) {
    return version.message().toLowerCase(Locale.ROOT);
  }
}
