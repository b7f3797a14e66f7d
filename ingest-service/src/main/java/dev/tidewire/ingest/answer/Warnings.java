package dev.tidewire.ingest.answer;

import dev.tidewire.platform.text.JsonText;
import dev.tidewire.platform.text.Utf8Writer;
import org.jspecify.annotations.Nullable;

/**
 * What became of accepted readings that their sender may not expect.
 *
 * @param replaced how many readings a later one of the same series and time in the request replaces
 * @param inexact how many values are integers that no double holds exactly, or became zero
 * @param earlier how many times of an hour that clocks showed twice were taken for the earlier one
 * @param later how many of them were taken for the later one
 * @param readAs the media type that was guessed, or null where the request had a Content-Type
 */
public record Warnings(int replaced, int inexact, int earlier, int later, @Nullable String readAs) {
  /** Nothing to tell. */
  public static final Warnings NONE = new Warnings(0, 0, 0, 0, null);

  static final String DOUBLED_HOUR =
      "Clocks showed the times of these readings twice. Within this request the order of a series'"
          + " readings told which time is meant; where it told nothing, the earlier one was taken."
          + " Times with their offset, like +01:00, leave no doubt.";

  /** A sentence about a guess, for bodies that could not be read as it says. */
  public static String ofGuess(String mediaType) {
    return "The request has no Content-Type; its body was read as %s.".formatted(mediaType);
  }

  /** Appends the member {@code warnings}, after a comma, when there is something to tell. */
  void write(Utf8Writer out) {
    if (equals(NONE)) {
      return;
    }
    String separator = ",\"warnings\":{";
    if (replaced > 0) {
      out.text(separator).text("\"replaced\":").integer(replaced);
      separator = ",";
    }
    if (inexact > 0) {
      out.text(separator).text("\"inexact\":").integer(inexact);
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
    }
    out.ascii('}');
  }
}
