package dev.tidewire.contract;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes and checks the names in a series up to the input's limit; skips the readings. */
final class NamesDecoder {
  private final CodedInputStream in;
  private final int index;

  private String sensor = "";
  private String metric = "";
  private String unit = "";
  private Map<String, String> tags = Map.of();

  NamesDecoder(CodedInputStream in, int index) {
    this.in = in;
    this.index = index;
  }

  SeriesNames decode() throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      field(tag);
    }
    check();
    return new SeriesNames(new SeriesKey(sensor, metric), unit, tags);
  }

  private void field(int tag) throws IOException {
    switch (WireFormat.getTagFieldNumber(tag)) {
      case ReadingBatchCodec.SERIES_SENSOR -> sensor = ReadingBatchDecoder.text(in, tag);
      case ReadingBatchCodec.SERIES_METRIC -> metric = ReadingBatchDecoder.text(in, tag);
      case ReadingBatchCodec.SERIES_UNIT -> unit = ReadingBatchDecoder.text(in, tag);
      case ReadingBatchCodec.SERIES_TAGS -> addTag(tag);
      default -> ReadingBatchDecoder.skip(in, tag);
    }
  }

  private void addTag(int fieldTag) throws IOException {
    tags = tags.isEmpty() ? new LinkedHashMap<>() : tags;
    TagDecoder.decode(in, fieldTag, tags);
    if (tags.size() > Names.MAX_TAGS) {
      throw SeriesDecoder.invalid(index, "has more than " + Names.MAX_TAGS + " tags");
    }
  }

  private void check() throws RefusedException {
    @Nullable String violation = Names.sensorViolation(sensor);
    if (violation == null) {
      violation = Names.metricViolation(metric);
    }
    if (violation == null) {
      violation = Names.unitViolation(unit);
    }
    if (violation == null) {
      violation = Names.tagsViolation(tags);
    }
    if (violation != null) {
      throw SeriesDecoder.invalid(index, violation);
    }
  }
}
