package dev.tidewire.local.importer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON as ingest writes it: objects are maps, arrays lists, and all else is text. */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** The object, or an empty one where the text is none. */
  static Map<?, ?> object(String text) {
    try {
      return new Json(text).value() instanceof Map<?, ?> map ? map : Map.of();
    } catch (IndexOutOfBoundsException | NumberFormatException noJson) {
      return Map.of();
    }
  }

  /** The objects of an array that is a member, which may be missing. */
  static List<Map<?, ?>> objects(Map<?, ?> object, String member) {
    List<Map<?, ?>> objects = new ArrayList<>();
    if (object.get(member) instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map) {
          objects.add(map);
        }
      }
    }
    return objects;
  }

  /** The whole number of a member, or zero where it is missing. */
  static long number(Map<?, ?> object, String member) {
    return object.get(member) instanceof String text && text.matches("\\d{1,18}")
        ? Long.parseLong(text)
        : 0;
  }

  private Object value() {
    return switch (next()) {
      case '{' -> members();
      case '[' -> items();
      case '"' -> string();
      default -> literal();
    };
  }

  private Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    for (at++; next() != '}'; skip(',')) {
      String name = string();
      skip(':');
      members.put(name, value());
    }
    at++;
    return members;
  }

  private List<Object> items() {
    List<Object> items = new ArrayList<>();
    for (at++; next() != ']'; skip(',')) {
      items.add(value());
    }
    at++;
    return items;
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    for (at++; text.charAt(at) != '"'; at++) {
      string.append(text.charAt(at) == '\\' ? escaped() : text.charAt(at));
    }
    at++;
    return string.toString();
  }

  private char escaped() {
    char c = text.charAt(++at);
    if (c == 'u') {
      at += 4;
      return (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
    }
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> c;
    };
  }

  private String literal() {
    int from = at;
    while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (at == from) {
      throw new IndexOutOfBoundsException(at);
    }
    return text.substring(from, at).trim();
  }

  private char next() {
    while (Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.charAt(at);
  }

  private void skip(char c) {
    if (next() == c) {
      at++;
    }
  }
}
