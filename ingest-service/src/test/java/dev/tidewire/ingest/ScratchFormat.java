package dev.tidewire.ingest;

import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.text.Text;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** One {@code sensor value} a line: what it takes to add a format. */
public class ScratchFormat implements Format {
  /** How much of bodies was given to this format. */
  static final AtomicLong bytesRead = new AtomicLong();

  private static final Text NONE = new Text();

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
      String[] words = line.split(" ");
      if (words.length != 2) {
        sink.reject("not `sensor value`", new Position.Line(number));
        continue;
      }
      ReadingDraft draft = sink.begin();
      draft.sensor().set(words[0]);
      draft.measure(Double.parseDouble(words[1]), NONE, NONE).set("value");
      Violation violation = sink.add();
      if (violation != null) {
        sink.reject(violation.detail(), new Position.Line(number));
      }
    }
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
