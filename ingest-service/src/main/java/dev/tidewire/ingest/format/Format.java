package dev.tidewire.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to write readings in a body. Implementations are stateless: one object serves all requests
 * and threads.
 */
public interface Format {
  /** The media types that it reads, in lower case and without parameters. */
  List<String> mediaTypes();

  /** Whether it reads bodies of any other type as well, because its clients name any. */
  default boolean readsAnyType() {
    return false;
  }

  /** Whether its bodies are text, which has a charset. */
  default boolean isText() {
    return true;
  }

  /** The {@code Content-Encoding} of a body whose request does not name one. */
  default String usualEncoding() {
    return "identity";
  }

  /** The query parameters that it understands. */
  List<Parameter> parameters();

  /** Whether the query may have others as well, which are a part of what it reads. */
  default boolean takesOtherParameters() {
    return false;
  }

  /**
   * Why it does not read bodies of this type, which is one of {@link #mediaTypes} with its
   * parameters, as a sentence; or null when it does. Unless a format says otherwise, the charset of
   * text must be one of {@link BodyCharset}.
   */
  default @Nullable String refusal(MediaType type) {
    return isText() && BodyCharset.of(type) == null
        ? "Charsets are " + BodyCharset.NAMES + "."
        : null;
  }

  /**
   * Reads a whole body and gives each of its items to the sink, the good ones as readings and the
   * bad ones as errors with their positions. Whatever the body holds, it throws no other
   * exceptions: those are bugs, and the sender is answered 500.
   *
   * @param body unpacked and bounded; text in UTF-8
   * @throws BodyRefusedException when the body as a whole is at fault; then none of it is accepted
   * @throws IOException when {@code body} fails; formats pass it on
   */
  void read(InputStream body, RequestFacts facts, ReadingSink sink) throws IOException;
}
