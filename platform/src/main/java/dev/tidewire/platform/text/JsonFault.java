package dev.tidewire.platform.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.regex.Pattern;

/** What Jackson finds wrong, in words for a sender who does not know the parser. */
public final class JsonFault {
  /** Where a message starts to describe the parser instead of the JSON. */
  private static final List<String> INTERNALS =
      List.of(
          " (start marker at",
          " (for ",
          " (of type",
          ": enable ",
          " (`",
          ": was expecting (JSON",
          " (JSON String");

  /** How a message says that a limit of the parser is passed, with the limit as its group. */
  private static final Pattern LIMIT =
      Pattern.compile(" \\(\\d+\\) exceeds the maximum allowed \\((\\d+), from .*");

  private static final Pattern COMMENT = Pattern.compile("maybe a \\(non-standard\\) comment.*");

  private JsonFault() {}

  /** What is wrong, without a full stop. */
  public static String detail(JsonProcessingException e) {
    String message = e.getOriginalMessage().lines().findFirst().orElse("no reason given");
    message = LIMIT.matcher(message).replaceFirst(" exceeds the maximum of $1");
    message = COMMENT.matcher(message).replaceFirst("JSON has no comments");
    for (String internals : INTERNALS) {
      int at = message.indexOf(internals);
      message = at > 0 ? message.substring(0, at) : message;
    }
    return message;
  }
}
