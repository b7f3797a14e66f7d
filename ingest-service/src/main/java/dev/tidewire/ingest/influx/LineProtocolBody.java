package dev.tidewire.ingest.influx;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.BodyCharset;
import dev.tidewire.ingest.format.LineReader;
import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.labels.LabelledSeries;
import dev.tidewire.ingest.labels.Named;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.text.Text;
import dev.tidewire.platform.text.Utf8Check;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body of lines, read in one pass over its bytes: {@code measurement,tag=value field=value time}.
 * Each field is a reading. A bad line costs only itself; a field of text is left out and counted.
 */
final class LineProtocolBody {
  /** What an answer repeats of a line. */
  private static final int MAX_SHOWN = 200;

  private final SeriesKeys keys;
  private final LineTime time;
  private final ReadingSink sink;
  private final FieldValue value = new FieldValue();
  private final Text field = new Text();
  private final Text noUnit = new Text();
  private final LineReader lines;

  private byte[] buffer = new byte[0];
  private int at;
  private int end;

  LineProtocolBody(InputStream body, SeriesKeys keys, Version.Ticks ticks, ReadingSink sink) {
    this.lines = new LineReader(body);
    this.keys = keys;
    this.time = new LineTime(ticks);
    this.sink = sink;
  }

  void read() throws IOException {
    while (lines.next()) {
      int line = lines.line();
      if (!lines.isBlank() && !isComment()) {
        String detail = readLine();
        if (detail != null) {
          sink.reject(detail, new Position.TextLine(line, shown()));
        }
      }
    }
  }

  /** What a message shows of a line: of one that is too long nothing, as its beginning is lost. */
  private String shown() {
    buffer = lines.buffer();
    return lines.isTooLong() ? "" : shown(lines.start(), lines.end());
  }

  private boolean isComment() {
    return !lines.isCut() && lines.end() > lines.start() && lines.buffer()[lines.start()] == '#';
  }

  private @Nullable String readLine() throws IOException {
    if (lines.isTooLong()) {
      return "the line is longer than %d bytes".formatted(LineReader.MAX_LINE);
    }
    if (!Utf8Check.isWellFormed(lines.buffer(), lines.start(), lines.end())) {
      return "the line " + BodyCharset.NOT_UTF_8;
    }
    enter(lines.start());
    skipSpaces();
    int key = at;
    skipTo(' ', ' ', ' ');
    Named named = keys.of(buffer, key, at);
    if (named instanceof Named.Refused refused) {
      return refused.detail();
    }
    ReadingDraft draft = sink.begin();
    String detail = readFields((LabelledSeries) named, draft);
    if (detail == null) {
      detail = readTime(draft);
    }
    return detail == null ? add(draft) : detail;
  }

  private @Nullable String add(ReadingDraft draft) throws IOException {
    if (draft.size() == 0) {
      return null;
    }
    Violation violation = sink.add();
    if (violation != null) {
      return violation.detail();
    }
    return draft.repeatedMetrics().isEmpty()
        ? null
        : "the field of %s is given twice; the first one was taken"
            .formatted(draft.repeatedMetrics().get(0));
  }

  private @Nullable String readFields(LabelledSeries series, ReadingDraft draft)
      throws IOException {
    skipSpaces();
    if (at == end) {
      return "the fields are missing: a line is measurement,tag=value field=value time";
    }
    int texts = 0;
    do {
      String detail = readName();
      if (detail != null) {
        return detail;
      }
      boolean isText = at < end && buffer[at] == '"';
      texts += isText ? 1 : 0;
      detail = isText ? skipText() : readNumber(series, draft);
      if (detail != null) {
        return detail;
      }
    } while (isNextField());
    sink.skip(texts);
    return null;
  }

  private @Nullable String readName() {
    int from = at;
    skipTo('=', ' ', ',');
    if (at == from || at == end || buffer[at] != '=') {
      return "a field must be name=value, but is " + Quoted.of(shown(from, at));
    }
    field.clear();
    boolean isPlain = true;
    for (int i = from; i < at; i++) {
      isPlain &= buffer[i] > 0 && buffer[i] != '\\';
    }
    if (isPlain) {
      field.appendAscii(buffer, from, at - from);
    } else {
      field.append(SeriesKeys.plain(new String(buffer, from, at - from, UTF_8), true));
    }
    at++;
    return null;
  }

  private @Nullable String readNumber(LabelledSeries series, ReadingDraft draft) {
    int from = at;
    while (at < end && buffer[at] != ',' && buffer[at] != ' ') {
      at++;
    }
    if (at == from) {
      return "the field %s has no value".formatted(Quoted.of(field.toString()));
    }
    String detail = value.read(buffer, from, at);
    if (detail == null) {
      if (value.isInexact()) {
        draft.noteInexact();
      }
      series.measure(draft, value.number(), field, noUnit);
    }
    return detail;
  }

  /** Goes behind the text that begins here; it may have line ends. */
  private @Nullable String skipText() throws IOException {
    at++;
    while (true) {
      for (; at < end; at++) {
        if (buffer[at] == '\\') {
          at++;
        } else if (buffer[at] == '"') {
          at++;
          return null;
        }
      }
      int read = at - lines.start();
      if (!lines.extend() || lines.isTooLong()) {
        return "the text of the field %s has no end".formatted(Quoted.of(field.toString()));
      }
      enter(lines.start() + read);
      if (!Utf8Check.isWellFormed(buffer, lines.extension(), end)) {
        return "the line " + BodyCharset.NOT_UTF_8;
      }
    }
  }

  private boolean isNextField() {
    boolean isNext = at < end && buffer[at] == ',';
    at += isNext ? 1 : 0;
    return isNext;
  }

  private @Nullable String readTime(ReadingDraft draft) {
    if (at < end && buffer[at] != ' ') {
      return "something follows a text: " + Quoted.of(shown(at, end));
    }
    skipSpaces();
    if (at == end) {
      return null;
    }
    int from = at;
    while (at < end && buffer[at] != ' ') {
      at++;
    }
    int to = at;
    skipSpaces();
    if (at < end) {
      return "something follows the time: " + Quoted.of(shown(at, end));
    }
    return time.read(buffer, from, to, draft);
  }

  private void enter(int from) {
    buffer = lines.buffer();
    end = lines.end();
    at = from;
  }

  private void skipSpaces() {
    while (at < end && buffer[at] == ' ') {
      at++;
    }
  }

  /** Goes to the next of these characters that has no backslash before it, or to the end. */
  private void skipTo(char one, char two, char three) {
    for (int from = at; at < end; at++) {
      byte b = buffer[at];
      if ((b == one || b == two || b == three) && (at == from || buffer[at - 1] != '\\')) {
        return;
      }
    }
  }

  /** A part of the line, or its beginning, for messages only. */
  private String shown(int from, int to) {
    return new String(buffer, from, Math.min(to - from, MAX_SHOWN), UTF_8);
  }
}
