package dev.tidewire.contract;

import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label.LABEL_OPTIONAL;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label.LABEL_REPEATED;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_DOUBLE;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_MESSAGE;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_SINT64;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_STRING;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_UINT32;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The codec against protobuf's own reader and writer of the same schema. */
class ReadingBatchSchemaTest {
  @Provide
  Arbitrary<ReadingBatch> batches() {
    return ReadingBatches.any();
  }

  @Property(tries = 200)
  void protobufItself_understandsWhatIsWrittenAndIsUnderstood(@ForAll("batches") ReadingBatch batch)
      throws Exception {
    // Given
    byte[] bytes = ReadingBatchCodec.encode(batch);

    // When
    DynamicMessage message = DynamicMessage.parseFrom(schema(true), bytes);

    // Then
    assertThat(message.getUnknownFields().asMap()).isEmpty();
    assertThat(ReadingBatchCodec.decode(message.toByteArray())).isEqualTo(batch);
  }

  @Property(tries = 200)
  void unpackedColumnsOfAForeignWriter_areReadAlike(@ForAll("batches") ReadingBatch batch)
      throws Exception {
    // Given
    DynamicMessage message =
        DynamicMessage.parseFrom(schema(false), ReadingBatchCodec.encode(batch));

    // When
    DecodedBatch decoded = ReadingBatchCodec.decode(message.toByteArray());

    // Then
    assertThat(decoded).isEqualTo(batch);
  }

  /** {@code reading_batch.proto}, as a descriptor. */
  private static Descriptor schema(boolean packed) throws Exception {
    FieldOptions options = FieldOptions.newBuilder().setPacked(packed).build();
    DescriptorProto tag =
        DescriptorProto.newBuilder()
            .setName("Tag")
            .addField(field("key", 1, TYPE_STRING))
            .addField(field("value", 2, TYPE_STRING))
            .build();
    DescriptorProto series =
        DescriptorProto.newBuilder()
            .setName("SeriesReadings")
            .addField(field("sensor", 1, TYPE_STRING))
            .addField(field("metric", 2, TYPE_STRING))
            .addField(field("unit", 3, TYPE_STRING))
            .addField(message("tags", 4, "Tag"))
            .addField(repeated("time", 5, TYPE_SINT64).setOptions(options))
            .addField(repeated("value", 6, TYPE_DOUBLE).setOptions(options))
            .build();
    DescriptorProto batch =
        DescriptorProto.newBuilder()
            .setName("ReadingBatch")
            .addField(field("version", 1, TYPE_UINT32))
            .addField(message("series", 2, "SeriesReadings"))
            .build();
    FileDescriptorProto file =
        FileDescriptorProto.newBuilder()
            .setSyntax("proto3")
            .addMessageType(tag)
            .addMessageType(series)
            .addMessageType(batch)
            .build();
    return FileDescriptor.buildFrom(file, new FileDescriptor[0])
        .findMessageTypeByName("ReadingBatch");
  }

  private static FieldDescriptorProto.Builder field(
      String name, int number, FieldDescriptorProto.Type type) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setType(type)
        .setLabel(LABEL_OPTIONAL);
  }

  private static FieldDescriptorProto.Builder repeated(
      String name, int number, FieldDescriptorProto.Type type) {
    return field(name, number, type).setLabel(LABEL_REPEATED);
  }

  private static FieldDescriptorProto.Builder message(String name, int number, String type) {
    return repeated(name, number, TYPE_MESSAGE).setTypeName(type);
  }
}
