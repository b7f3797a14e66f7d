package dev.tidewire.ingest.csv;

import dev.tidewire.ingest.format.BodyCharset;
import dev.tidewire.platform.text.Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one record of CSV (RFC 4180), in buffers that are reused from record to record.
 * Spaces around a field are not part of it, those within its quotes are. Quotes belong around a
 * field: one within a field that does not begin with a quote is an error.
 */
final class CsvRow {
  private static final int MAX_FIELDS = 64;

  /** Faults; positions are not negative. */
  private static final int OPEN = -1;

  private static final int STRAY_QUOTE = -2;
  private static final int NOT_UTF_8 = -3;

  private Text[] fields = {};
  private int size;

  int size() {
    return size;
  }

  Text field(int i) {
    return fields[i];
  }

  /** Splits a record; returns what is wrong with it, or null. */
  @Nullable String split(byte[] bytes, int start, int end) {
    size = 0;
    int at = start;
    while (true) {
      if (size == MAX_FIELDS) {
        return "the line has more than %d fields".formatted(MAX_FIELDS);
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
      if (bytes[at++] != ',') {
        return "field %d: something follows its closing quote".formatted(size);
      }
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

  /** Reads up to the comma or the end; returns its position, or a fault. */
  private static int plain(byte[] bytes, int start, int end, Text to) {
    int at = start;
    while (at < end && bytes[at] != ',' && bytes[at] != '"') {
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
  private static int quoted(byte[] bytes, int start, int end, Text to) {
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

  private static int skipSpaces(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && isSpace(bytes[at])) {
      at++;
    }
    return at;
  }

  static boolean isSpace(byte b) {
    return b == ' ' || b == '\t';
  }
}
