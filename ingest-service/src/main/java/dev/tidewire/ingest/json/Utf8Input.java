package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import dev.tidewire.ingest.format.BodyCharset;
import dev.tidewire.platform.text.Utf8Check;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes on UTF-8 and fails where it is not well-formed, as a syntax error. Jackson takes overlong
 * forms and surrogates, so that other names would be stored than were sent.
 */
public final class Utf8Input extends InputStream {
  private final InputStream in;
  private final Utf8Check check = new Utf8Check();
  private long passedOn;
  private boolean isDamaged;
  private boolean hasFailed;

  /** Passes on {@code in}, which the caller closes. */
  public Utf8Input(InputStream in) {
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
    passedOn += whole;
    if (isDamaged && whole == 0) {
      hasFailed = true;
      throw new JsonParseException((JsonParser) null, "the text " + BodyCharset.NOT_UTF_8);
    }
    return whole;
  }

  /**
   * Where the parser has stopped, or the character that is not UTF-8. The parser counts what it
   * read last twice when the next read fails.
   *
   * @param at where the parser says that it is
   */
  public JsonLocation place(JsonLocation at) {
    if (!hasFailed) {
      return at;
    }
    long fault = passedOn - check.begun();
    long column = at.getColumnNr() - at.getByteOffset() + fault;
    return new JsonLocation(at.contentReference(), fault, -1, at.getLineNr(), (int) column);
  }
}
