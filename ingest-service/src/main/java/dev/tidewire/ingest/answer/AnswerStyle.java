package dev.tidewire.ingest.answer;

import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.RequestFacts;
import java.util.List;

/** How a route answers. Implementations are stateless. */
public interface AnswerStyle {
  /** The query parameters that it understands, besides those of the formats. */
  List<Parameter> parameters();

  /** Whether one bad item refuses the whole request. */
  boolean isAtomic(RequestFacts facts);

  /**
   * Whether an item that is only refused for now refuses the whole request: where clients send
   * nothing again of what is accepted in part.
   */
  default boolean isWholeWhenLimited() {
    return true;
  }

  /**
   * Puts an outcome into the route's form. A 2xx never hides a reading that is not accepted.
   *
   * @param requestType the {@code Content-Type} of the request, or empty
   */
  Answer render(Outcome outcome, String requestType);
}
