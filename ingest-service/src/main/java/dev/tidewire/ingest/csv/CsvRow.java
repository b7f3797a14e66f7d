package dev.tidewire.ingest.csv;

import dev.tidewire.ingest.format.BodyCharset;
import dev.tidewire.platform.text.Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one record of CSV (RFC 4180, with any delimiter), in buffers that are reused from
 * record to record. Spaces around a field are not part of it, those within its quotes are. Quotes
 * belong around a field: one within a field that does not begin with a quote is an error.
 */
final class CsvRow {
  /** Characters of a field that is kept when long records follow. */
  private static final int MAX_KEPT = 1_024;

  /** Faults; positions are not negative. */
  private static final int OPEN = -1;

  private static final int STRAY_QUOTE = -2;
  private static final int NOT_UTF_8 = -3;

  private final byte delimiter;
  private final int maxFields;
  private Text[] fields = {};
  private int size;

  CsvRow(char delimiter, int maxFields) {
    this.delimiter = (byte) delimiter;
    this.maxFields = maxFields;
  }

  int size() {
    return size;
  }

  /** The fields, as they are now. */
  List<String> toList() {
    return Arrays.stream(fields).limit(size).map(Text::toString).toList();
  }

  Text field(int i) {
    return fields[i];
  }

  /** Splits a record; returns what is wrong with it, or null. */
  @Nullable String split(byte[] bytes, int start, int end) {
    if (end - start > MAX_KEPT) {
      forgetLongFields();
    }
    size = 0;
    int at = start;
    while (true) {
      if (size == maxFields) {
        return "the line has more than %d fields".formatted(maxFields);
      }
      at = skipSpaces(bytes, at, end);
      Text field = addField();
      boolean quoted = at < end && bytes[at] == '"';
      at = quoted ? quoted(bytes, at + 1, end, field) : plain(bytes, at, end, field);
      if (at < 0) {
        return fault(at);
      }
      if (at == end) {
        return null;
      }
      if (bytes[at++] != delimiter) {
        return "field %d: something follows its closing quote".formatted(size);
      }
    }
  }

  /** A long record may have long fields; those of earlier ones are not kept beside them. */
  private void forgetLongFields() {
    for (int i = 0; i < fields.length; i++) {
      fields[i] = fields[i].buffer().length > MAX_KEPT ? new Text() : fields[i];
    }
  }

  private String fault(int fault) {
    return switch (fault) {
      case OPEN -> "field %d: the quotes are not closed".formatted(size);
      case STRAY_QUOTE ->
          "field %d: a quote is in the middle; put the field in quotes and double those in it"
              .formatted(size);
      default -> "field %d %s".formatted(size, BodyCharset.NOT_UTF_8);
    };
  }

  private Text addField() {
    if (size == fields.length) {
      fields = Arrays.copyOf(fields, Math.max(4, size * 2));
      for (int i = size; i < fields.length; i++) {
        fields[i] = new Text();
      }
    }
    Text field = fields[size++];
    field.clear();
    return field;
  }

  /** Reads up to the delimiter or the end; returns its position, or a fault. */
  private int plain(byte[] bytes, int start, int end, Text to) {
    byte comma = delimiter;
    int at = start;
    while (at < end && bytes[at] != comma && bytes[at] != '"') {
      at++;
    }
    if (at < end && bytes[at] == '"') {
      return STRAY_QUOTE;
    }
    int last = at;
    while (last > start && isSpace(bytes[last - 1])) {
      last--;
    }
    return append(bytes, start, last, to) ? at : NOT_UTF_8;
  }

  /** Reads past the closing quote and spaces; returns the position, or a fault. */
  private int quoted(byte[] bytes, int start, int end, Text to) {
    int at = start;
    while (true) {
      int from = at;
      while (at < end && bytes[at] != '"') {
        at++;
      }
      if (at == end) {
        return OPEN;
      }
      if (!append(bytes, from, at, to)) {
        return NOT_UTF_8;
      }
      at++;
      if (at == end || bytes[at] != '"') {
        return skipSpaces(bytes, at, end);
      }
      to.append('"');
      at++;
    }
  }

  private static boolean append(byte[] bytes, int from, int to, Text text) {
    int high = 0;
    for (int i = from; i < to; i++) {
      high |= bytes[i];
    }
    if (high >= 0) {
      text.appendAscii(bytes, from, to - from);
      return true;
    }
    try {
      ByteBuffer encoded = ByteBuffer.wrap(bytes, from, to - from);
      text.append(StandardCharsets.UTF_8.newDecoder().decode(encoded).toString());
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private int skipSpaces(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && isSpace(bytes[at])) {
      at++;
    }
    return at;
  }

  boolean isSpace(byte b) {
    return b == ' ' || b == '\t' && b != delimiter;
  }
}
