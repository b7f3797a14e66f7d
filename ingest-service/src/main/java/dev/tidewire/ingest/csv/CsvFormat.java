package dev.tidewire.ingest.csv;

import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.MediaType;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.ReadingRules;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.RequestFacts;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A header, then one reading per line. */
public final class CsvFormat implements Format {
  @Override
  public List<String> mediaTypes() {
    return List.of("text/csv");
  }

  @Override
  public List<Parameter> parameters() {
    return ReadingRules.PARAMETERS;
  }

  @Override
  public @Nullable String refusal(MediaType type) {
    return type.parameter("header", "present").equals("absent")
        ? "A CSV body needs a header, which names its columns, such as time,value: put it before the"
            + " first line, and say header=present or nothing."
        : Format.super.refusal(type);
  }

  @Override
  public void read(InputStream body, RequestFacts facts, ReadingSink sink) throws IOException {
    new CsvBody(ReadingRules.of(facts), sink).read(body);
  }
}
