package dev.tidewire.ingest.scratch;

import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.text.NumberText;
import dev.tidewire.platform.text.Text;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One {@code sensor value} a line: what it takes to add a format. */
public class ScratchFormat implements Format {
  /** How much of bodies was given to this format. */
  public static final AtomicLong bytesRead = new AtomicLong();

  @Override
  public List<String> mediaTypes() {
    return List.of("text/plain");
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public void read(InputStream body, RequestFacts facts, ReadingSink sink) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(counted(body), StandardCharsets.UTF_8));
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String detail = readLine(line, sink);
      if (detail != null) {
        sink.reject(detail, new Position.Line(number));
      }
    }
  }

  /** What is wrong with the line, or null. */
  private static @Nullable String readLine(String line, ReadingSink sink) throws IOException {
    String[] words = line.split(" ");
    if (words.length != 2) {
      return "not `sensor value`";
    }
    Text number = new Text();
    number.set(words[1]);
    double value = NumberText.parse(number);
    if (!Double.isFinite(value)) {
      return "value must be a finite decimal number, but is " + Quoted.of(words[1]);
    }
    ReadingDraft draft = sink.begin();
    draft.sensor().set(words[0]);
    Text none = new Text();
    draft.measure(value, none, none).set("value");
    Violation violation = sink.add();
    return violation == null ? null : violation.detail();
  }

  private static InputStream counted(InputStream body) {
    return new FilterInputStream(body) {
      @Override
      public int read(byte[] to, int offset, int length) throws IOException {
        int count = super.read(to, offset, length);
        bytesRead.addAndGet(Math.max(count, 0));
        return count;
      }
    };
  }
}
