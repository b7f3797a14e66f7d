package dev.tidewire.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BatchSinkTest {
  @Provide
  Arbitrary<ReadingBatch> batches() {
    return ReadingBatches.any();
  }

  @Property
  void sinkThatKnowsNames_getsWhatACollectorGets(@ForAll("batches") ReadingBatch batch) {
    // Given
    byte[] bytes = ReadingBatchCodec.encode(batch);
    Knowing sink = new Knowing();

    // When
    for (int i = 0; i < 2; i++) {
      sink.series.clear();
      assertThat(ReadingBatchCodec.decode(bytes, sink)).isNull();

      // Then
      assertThat(sink.series).isEqualTo(batch.series());
    }
    assertThat(sink.known.stream().map(ByteBuffer::wrap)).doesNotHaveDuplicates();
  }

  @Property
  void names_roundTrip(@ForAll("batches") ReadingBatch batch) {
    for (SeriesReadings one : batch.series()) {
      SeriesNames names = new SeriesNames(one.series(), one.unit(), one.tags());
      byte[] bytes = names.encode();

      // Then
      assertThat(SeriesNames.decode(bytes, 0, bytes.length)).isEqualTo(names);
      byte[] key = new SeriesNames(one.series(), null, Map.of()).encode();
      assertThat(SeriesNames.endOfKey(bytes, 0, bytes.length)).isEqualTo(key.length);
    }
  }

  @Property
  void endOfKey_neverLeavesTheBytes(@ForAll byte[] bytes) {
    assertThat(SeriesNames.endOfKey(bytes, 0, bytes.length)).isBetween(0, bytes.length);
  }

  @Test
  void namesInAnyOrder_areTheSameSeries() throws IOException {
    // Given
    Knowing sink = new Knowing();
    byte[] asUsual = record(out -> text(out, 1, "s"), out -> text(out, 2, "m"), this::reading);
    byte[] turned = record(out -> text(out, 2, "m"), this::reading, out -> text(out, 1, "s"));
    byte[] twice =
        record(
            out -> text(out, 1, "x"),
            out -> text(out, 1, "s"),
            out -> text(out, 2, "m"),
            this::reading);

    // When
    for (byte[] record : List.of(asUsual, turned, twice, asUsual)) {
      assertThat(ReadingBatchCodec.decode(record, sink)).isNull();
    }

    // Then
    assertThat(sink.names).hasSize(1);
    assertThat(sink.series).hasSize(4).allMatch(sink.series.get(0)::equals);
  }

  /** Writes one field. */
  private interface Field {
    void write(CodedOutputStream out) throws IOException;
  }

  private static void text(CodedOutputStream out, int field, String text) throws IOException {
    out.writeString(field, text);
  }

  private void reading(CodedOutputStream out) throws IOException {
    out.writeSInt64(5, 7);
    out.writeDouble(6, 2.5);
  }

  private static byte[] record(Field... fields) throws IOException {
    byte[] series = new byte[100];
    CodedOutputStream out = CodedOutputStream.newInstance(series);
    for (Field field : fields) {
      field.write(out);
    }
    byte[] record = new byte[200];
    CodedOutputStream whole = CodedOutputStream.newInstance(record);
    whole.writeUInt32(1, 1);
    whole.writeByteArray(2, Arrays.copyOf(series, out.getTotalBytesWritten()));
    return Arrays.copyOf(record, whole.getTotalBytesWritten());
  }

  /** Finds names by a naive search. */
  private static final class Knowing implements BatchSink {
    private final List<byte[]> known = new ArrayList<>();
    private final List<SeriesNames> names = new ArrayList<>();
    private final List<SeriesReadings> series = new ArrayList<>();

    @Override
    public int find(byte[] record, int from, int to) {
      byte[] wanted = Arrays.copyOfRange(record, from, to);
      for (int i = 0; i < known.size(); i++) {
        if (Arrays.equals(known.get(i), wanted)) {
          return i;
        }
      }
      return NONE;
    }

    @Override
    public int number(SeriesNames one, byte[] bytes, int from, int to) {
      names.add(one);
      known.add(Arrays.copyOfRange(bytes, from, to));
      return known.size() - 1;
    }

    @Override
    public void readings(int number, long[] times, double[] values, int size) {
      SeriesNames one = names.get(number);
      SeriesReadings readings = new SeriesReadings(one.key(), one.unit(), one.tags(), size);
      for (int i = 0; i < size; i++) {
        readings.add(times[i], values[i]);
      }
      series.add(readings);
    }
  }
}
