package dev.tidewire.ingest.route;

import dev.tidewire.ingest.answer.Warnings;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.MediaType;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.RequestFacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a body without a Content-Type as what its beginning looks like, and says so. */
record GuessedFormat(Route route) implements Format {
  private static final String JSON = "application/json";
  private static final String NDJSON = "application/x-ndjson";
  private static final String CSV = "text/csv";

  /** What a body can look like. */
  static final List<String> TYPES = List.of(JSON, NDJSON, CSV);

  private static final int BEGINNING = 8_192;
  private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\uFEFF]*");
  private static final Pattern ARRAY = Pattern.compile("[\\s\uFEFF]*\\[");
  private static final Pattern OBJECT = Pattern.compile("[\\s\uFEFF]*\\{");
  private static final Pattern OBJECT_ON_A_LINE =
      Pattern.compile("[\\s\uFEFF]*\\{[^\\n]*\\}[ \\t\\r]*\\n\\s*\\{");

  @Override
  public List<String> mediaTypes() {
    return List.of();
  }

  @Override
  public List<Parameter> parameters() {
    return route.formats().stream()
        .flatMap(format -> format.parameters().stream())
        .distinct()
        .toList();
  }

  @Override
  public void read(InputStream body, RequestFacts facts, ReadingSink sink) throws IOException {
    PushbackInputStream whole = new PushbackInputStream(body, BEGINNING);
    byte[] beginning = whole.readNBytes(BEGINNING);
    whole.unread(beginning);
    // Only JSON may begin with so much white space.
    String text = new String(beginning, StandardCharsets.UTF_8);
    boolean isLong = beginning.length == BEGINNING;
    String type = isLong && WHITE_SPACE.matcher(text).matches() ? JSON : guess(text);
    sink.readAs(type);
    try {
      route.format(MediaType.of(type)).orElseThrow().read(whole, facts, sink);
    } catch (BodyRefusedException e) {
      throw e.explained(Warnings.ofGuess(type));
    }
  }

  private static String guess(String beginning) {
    if (ARRAY.matcher(beginning).lookingAt()) {
      return JSON;
    }
    if (!OBJECT.matcher(beginning).lookingAt()) {
      return CSV;
    }
    boolean isLine = OBJECT_ON_A_LINE.matcher(beginning).lookingAt();
    return isLine ? NDJSON : JSON;
  }
}
