package dev.tidewire.ingest.answer;

import dev.tidewire.platform.text.JsonText;
import dev.tidewire.platform.text.Utf8Writer;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an answer tells of a body and its columns.
 *
 * @param recognised how the body was read, where the query did not say so, by parameter
 * @param skippedIn how many values were left out, by column
 * @param noNumbers the columns that are left out because they hold no numbers
 * @param preview the first readings, if they were asked for
 * @param headLines how many lines stand before the first record, if a preview was asked for
 */
public record Notes(
    Map<String, String> recognised,
    Map<String, Integer> skippedIn,
    List<String> noNumbers,
    List<Shown> preview,
    int headLines) {
  /** Nothing to tell. */
  public static final Notes NONE = new Notes(Map.of(), Map.of(), List.of(), List.of(), 0);

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  /** What was recognised, as a sentence after a space; or nothing. */
  public String sentence() {
    return recognised.isEmpty()
        ? ""
        : recognised.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(", ", " Recognised was ", "."));
  }

  /** Appends the members about the body, each after a comma. */
  void write(Utf8Writer out) {
    String separator = ",\"recognised\":{";
    for (Map.Entry<String, String> entry : recognised.entrySet()) {
      String value = entry.getValue();
      out.text(separator).text(JsonText.quoted(entry.getKey())).ascii(':');
      out.text(NUMBER.matcher(value).matches() ? value : JsonText.quoted(value));
      separator = ",";
    }
    out.text(recognised.isEmpty() ? "" : "}");
    separator = ",\"preview\":[";
    for (Shown shown : preview) {
      shown.write(out.text(separator));
      separator = ",";
    }
    out.text(preview.isEmpty() ? "" : "]");
    if (headLines > 0) {
      out.text(",\"headLines\":").integer(headLines);
    }
  }

  /** Appends a member for the numbers of values that are left out. */
  void writeSkipped(Utf8Writer out) {
    String separator = "\"skippedIn\":{";
    for (Map.Entry<String, Integer> entry : skippedIn.entrySet()) {
      out.text(separator).text(JsonText.quoted(entry.getKey())).ascii(':');
      out.integer(entry.getValue());
      separator = ",";
    }
    out.ascii('}');
  }

  /** Appends a member for the columns without numbers. */
  void writeNoNumbers(Utf8Writer out) {
    out.text("\"noNumbers\":[");
    for (Iterator<String> columns = noNumbers.iterator(); columns.hasNext(); ) {
      out.text(JsonText.quoted(columns.next())).text(columns.hasNext() ? "," : "]");
    }
  }
}
