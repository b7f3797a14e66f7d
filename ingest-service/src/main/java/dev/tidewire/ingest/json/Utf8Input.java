package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import dev.tidewire.platform.text.Utf8Check;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes on UTF-8 and fails where it is not well-formed, as a syntax error. Jackson takes overlong
 * forms and surrogates, so that other names would be stored than were sent.
 */
final class Utf8Input extends InputStream {
  private final InputStream in;
  private final Utf8Check check = new Utf8Check();
  private boolean isDamaged;

  Utf8Input(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /** What comes before the fault is passed on, so that the parser can say where it is. */
  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    int count = isDamaged ? 0 : in.read(to, offset, length);
    if (count < 0 && check.isComplete()) {
      return count;
    }
    int whole = count <= 0 ? 0 : check.next(to, offset, offset + count) - offset;
    isDamaged |= count < 0 || whole < count;
    if (isDamaged && whole == 0) {
      throw new JsonParseException((JsonParser) null, "the text is not UTF-8");
    }
    return whole;
  }
}
