package dev.tidewire.ingest.answer;

import dev.tidewire.platform.text.JsonText;
import dev.tidewire.platform.text.Utf8Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of accepted readings that their sender may not expect.
 *
 * @param replaced how many readings a later one of the same series and time in the request replaces
 * @param inexact how many values are integers that no double holds exactly, or became zero
 * @param skipped how many values were left out because they are no numbers
 * @param clamped how many readings got the time of receipt, because theirs cannot be right
 * @param earlier how many times of an hour that clocks showed twice were taken for the earlier one
 * @param later how many of them were taken for the later one
 * @param readAs the media type that was guessed, or null where the request had a Content-Type
 * @param notes about the body and its columns
 */
public record Warnings(
    int replaced,
    int inexact,
    int skipped,
    int clamped,
    int earlier,
    int later,
    @Nullable String readAs,
    Notes notes) {
  /** Nothing to tell. */
  public static final Warnings NONE = new Warnings(0, 0, 0, 0, 0, null);

  /** Without clamped times and notes. */
  public Warnings(
      int replaced, int inexact, int skipped, int earlier, int later, @Nullable String readAs) {
    this(replaced, inexact, skipped, 0, earlier, later, readAs, Notes.NONE);
  }

  static final String DOUBLED_HOUR =
      "Clocks showed the times of these readings twice. Within this request the order of a series'"
          + " readings told which time is meant; where it told nothing, the earlier one was taken."
          + " Times with their offset, like +01:00, leave no doubt.";

  /** The header of answers without a body, or with one of another protocol. */
  public static final String HEADER = "Tidewire-Warnings";

  /** The numbers that are not zero, as a dictionary (RFC 9651): {@code skipped=2, replaced=1}. */
  public String field() {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    numbers.put("skipped", skipped);
    numbers.put("clamped", clamped);
    numbers.put("replaced", replaced);
    numbers.put("inexact", inexact);
    return numbers.entrySet().stream()
        .filter(number -> number.getValue() > 0)
        .map(number -> number.getKey() + "=" + number.getValue())
        .collect(Collectors.joining(", "));
  }

  /** A sentence about a guess, for bodies that could not be read as it says. */
  public static String ofGuess(String mediaType) {
    return "The request has no Content-Type; its body was read as %s.".formatted(mediaType);
  }

  /** Appends the members that there is something to tell in, each after a comma. */
  void write(Utf8Writer out) {
    if (!equals(NONE)) {
      writeWarnings(out);
      notes.write(out);
    }
  }

  private void writeWarnings(Utf8Writer out) {
    String separator = ",\"warnings\":{";
    if (replaced > 0) {
      out.text(separator).text("\"replaced\":").integer(replaced);
      separator = ",";
    }
    if (inexact > 0) {
      out.text(separator).text("\"inexact\":").integer(inexact);
      separator = ",";
    }
    if (skipped > 0) {
      out.text(separator).text("\"skipped\":").integer(skipped);
      separator = ",";
    }
    if (clamped > 0) {
      out.text(separator).text("\"clamped\":").integer(clamped);
      separator = ",";
    }
    if (!notes.skippedIn().isEmpty()) {
      notes.writeSkipped(out.text(separator));
      separator = ",";
    }
    if (!notes.noNumbers().isEmpty()) {
      notes.writeNoNumbers(out.text(separator));
      separator = ",";
    }
    if (earlier + later > 0) {
      out.text(separator).text("\"doubledHour\":{\"earlier\":").integer(earlier);
      out.text(",\"later\":").integer(later);
      out.text(",\"detail\":").text(JsonText.quoted(DOUBLED_HOUR)).ascii('}');
      separator = ",";
    }
    if (readAs != null) {
      out.text(separator).text("\"readAs\":").text(JsonText.quoted(readAs));
      separator = ",";
    }
    out.text(separator.equals(",") ? "}" : "");
  }
}
