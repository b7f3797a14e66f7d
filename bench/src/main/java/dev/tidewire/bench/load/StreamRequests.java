package dev.tidewire.bench.load;

import java.util.function.Supplier;

/** The requests of one connection, a batch of the stream each. Not thread-safe. */
public final class StreamRequests implements Supplier<byte[]> {
  private final ReadingStream stream;
  private final BatchFormat format;
  private final String path;
  private final BodyBuffer body = new BodyBuffer();
  private Batch last = new Batch(new int[0], new long[0], new int[0]);

  /** Several of a stream share its readings. */
  public StreamRequests(ReadingStream stream, BatchFormat format, String path) {
    this.stream = stream;
    this.format = format;
    this.path = path;
  }

  @Override
  public byte[] get() {
    last = stream.next();
    format.render(last, body.clear());
    return body.after(
        HttpConnection.head(path, format.contentType(), format.fields(), body.size()));
  }

  /** What the last request holds. */
  public Batch last() {
    return last;
  }
}
