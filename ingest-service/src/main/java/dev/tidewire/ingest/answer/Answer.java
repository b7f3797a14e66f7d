package dev.tidewire.ingest.answer;

import dev.tidewire.platform.problem.ProblemType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer, ready to be written.
 *
 * @param headers besides the length
 * @param problem what went wrong; null when nothing did
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Answer(
    int status, Map<String, String> headers, byte[] body, @Nullable ProblemType problem) {
  /** The same answer with one more header. */
  public Answer with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body, problem);
  }

  /** The same answer when the readings are stored; a protocol's own status stays. */
  public Answer stored() {
    return new Answer(status == 202 ? 200 : status, headers, body, problem);
  }
}
