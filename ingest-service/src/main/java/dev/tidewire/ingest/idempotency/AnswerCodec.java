package dev.tidewire.ingest.idempotency;

import dev.tidewire.ingest.answer.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes answers that are kept: status, headers and body. They tell of no problem. */
final class AnswerCodec {
  private AnswerCodec() {}

  static byte[] encode(Answer answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeShort(answer.status());
      out.writeByte(answer.headers().size());
      for (Map.Entry<String, String> header : new TreeMap<>(answer.headers()).entrySet()) {
        out.writeUTF(header.getKey());
        out.writeUTF(header.getValue());
      }
      out.write(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  /** The answer, or null where the bytes are none. */
  static @Nullable Answer decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int status = in.readUnsignedShort();
      Map<String, String> headers = new HashMap<>();
      for (int i = in.readUnsignedByte(); i > 0; i--) {
        headers.put(in.readUTF(), in.readUTF());
      }
      return new Answer(status, headers, in.readAllBytes(), null);
    } catch (IOException damaged) {
      return null;
    }
  }
}
