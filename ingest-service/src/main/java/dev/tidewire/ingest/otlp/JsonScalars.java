package dev.tidewire.ingest.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.ingest.protobuf.ProtobufWriter;
import dev.tidewire.platform.text.NumberText;
import dev.tidewire.platform.text.Text;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.OptionalLong;

/**
 * Writes what is no object, as the mapping of protobuf to JSON has it: integers of 64 bits may be
 * strings, and so may numbers that JSON does not have.
 */
final class JsonScalars {
  /** As many digits as a number of 64 bits can have, or as its exponent can add. */
  private static final int MOST_DIGITS = 20;

  private static final int LONGEST = 64;

  /** Occurs in no UTF-8. */
  private static final byte[] NO_TEXT = {(byte) 0xFF};

  private final ProtobufWriter out;
  private final Text text = new Text();

  JsonScalars(ProtobufWriter out) {
    this.out = out;
  }

  /** What a value of a type must be, in words for the sender. */
  static String expected(JsonFields.Type type) {
    return switch (type) {
      case STRING -> "a string";
      case BYTES -> "a string in Base64";
      case BOOLEAN -> "true or false";
      case INTEGER, FIXED64 -> "an integer of 64 bits with a sign";
      case UNSIGNED, UNSIGNED_FIXED64 -> "an integer of 64 bits without a sign";
      case DOUBLE -> "a number";
      case MESSAGE -> "an object";
    };
  }

  /** Writes the value that the parser is at; false where it is of another type. */
  boolean write(JsonParser in, JsonFields.Field field) throws IOException {
    boolean isString = in.currentToken() == JsonToken.VALUE_STRING;
    return switch (field.type()) {
      case STRING -> isString && writeString(in.getText(), field.number());
      case BYTES -> isString && writeBytes(in.getText(), field.number());
      case BOOLEAN -> writeBoolean(in.currentToken(), field.number());
      case INTEGER, UNSIGNED, FIXED64, UNSIGNED_FIXED64 -> writeInteger(in, field);
      case DOUBLE -> writeDouble(in, field.number());
      case MESSAGE -> false;
    };
  }

  /**
   * What has half of a surrogate pair is no text in protobuf either, and refused where it is read.
   */
  private boolean writeString(String string, int field) {
    if (isText(string)) {
      out.text(field, string);
    } else {
      out.bytes(field, NO_TEXT, 0, NO_TEXT.length);
    }
    return true;
  }

  private static boolean isText(String string) {
    return string.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  private boolean writeBytes(String base64, int field) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      out.bytes(field, bytes, 0, bytes.length);
      return true;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private boolean writeBoolean(JsonToken token, int field) {
    out.integer(field, token == JsonToken.VALUE_TRUE ? 1 : 0);
    return token.isBoolean();
  }

  private boolean writeInteger(JsonParser in, JsonFields.Field field) throws IOException {
    boolean isSigned =
        field.type() == JsonFields.Type.INTEGER || field.type() == JsonFields.Type.FIXED64;
    OptionalLong integer = integer(in, isSigned);
    if (field.type() == JsonFields.Type.INTEGER || field.type() == JsonFields.Type.UNSIGNED) {
      out.integer(field.number(), integer.orElse(0));
    } else {
      out.fixed64(field.number(), integer.orElse(0));
    }
    return integer.isPresent();
  }

  private OptionalLong integer(JsonParser in, boolean isSigned) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NUMBER_INT
        && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER
        && (isSigned || in.getLongValue() >= 0)) {
      return OptionalLong.of(in.getLongValue());
    }
    return isDecimal(in) && text.length() <= LONGEST
        ? integer(text.toString(), isSigned)
        : OptionalLong.empty();
  }

  private static OptionalLong integer(String decimal, boolean isSigned) {
    try {
      return integer(new BigDecimal(decimal), isSigned);
    } catch (NumberFormatException exponentIsTooLarge) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong integer(BigDecimal decimal, boolean isSigned) {
    if (Math.abs((long) decimal.scale()) > LONGEST
        || decimal.precision() - decimal.scale() > MOST_DIGITS) {
      return OptionalLong.empty();
    }
    try {
      BigInteger integer = decimal.toBigIntegerExact();
      int bits = integer.bitLength();
      boolean fits = isSigned ? bits < Long.SIZE : bits <= Long.SIZE && integer.signum() >= 0;
      return fits ? OptionalLong.of(integer.longValue()) : OptionalLong.empty();
    } catch (ArithmeticException hasFraction) {
      return OptionalLong.empty();
    }
  }

  private boolean writeDouble(JsonParser in, int field) throws IOException {
    double number = 0;
    boolean isNumber = isDecimal(in);
    if (isNumber) {
      number = NumberText.parse(text);
    } else if (in.currentToken() == JsonToken.VALUE_STRING) {
      isNumber = true;
      switch (text.toString()) {
        case "NaN" -> number = Double.NaN;
        case "Infinity" -> number = Double.POSITIVE_INFINITY;
        case "-Infinity" -> number = Double.NEGATIVE_INFINITY;
        default -> isNumber = false;
      }
    }
    out.fixed64(field, Double.doubleToRawLongBits(number));
    return isNumber;
  }

  /** Whether the parser is at a number, or at a string that is one; puts it into {@link #text}. */
  private boolean isDecimal(JsonParser in) throws IOException {
    JsonToken token = in.currentToken();
    if (!token.isNumeric() && token != JsonToken.VALUE_STRING) {
      return false;
    }
    text.set(in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
    return NumberText.isDecimal(text);
  }
}
