package dev.tidewire.query.answer;

import dev.tidewire.platform.text.Utf8Writer;
import dev.tidewire.query.render.Envelope;
import dev.tidewire.query.render.Format;
import dev.tidewire.query.render.RowRenderer;
import dev.tidewire.query.render.RowWriter;
import io.vertx.core.Future;

/**
 * Goes through the rows of a source page by page and renders them, until the source or the limit
 * ends. Not thread-safe.
 */
final class RowWalk {
  /** A guess at a rendered row, so that the first page rarely has to grow. */
  private static final int ROW_BYTES = 110;

  /** After so many bytes a page ends, if another can follow it. A page is built in memory. */
  private static final int MAX_PAGE_BYTES = 4 << 20;

  private final RowSource source;
  private final RowRenderer renderer;
  private final Format format;
  private final long limit;
  private boolean begun;
  private long rows;
  private int lastPageBytes;

  RowWalk(RowSource source, Format format, Envelope envelope, long limit) {
    this.source = source;
    this.renderer = RowRenderer.of(format, source.shape(), envelope);
    this.format = format;
    this.limit = limit;
  }

  Format format() {
    return format;
  }

  /**
   * The next page of at most {@code size} rows. The first one begins with what the format has in
   * front of the rows.
   */
  Future<Utf8Writer> page(int size) {
    int most = (int) Math.min(size, limit - rows);
    Utf8Writer out = new Utf8Writer(Math.max(lastPageBytes, Math.min(most, 256) * ROW_BYTES));
    if (!begun) {
      renderer.begin(out);
      begun = true;
    }
    RowWriter page = renderer.rows(out);
    return source.fetch(most, page).map(done -> advance(page.rows(), out));
  }

  /** An answer that is one page, fetched {@code size} rows at a time. */
  Future<Answer.Page> whole(int size) {
    Utf8Writer out = new Utf8Writer((int) Math.min(limit, 256) * ROW_BYTES);
    renderer.begin(out);
    return fetchAll(renderer.rows(out), size, out).map(done -> end(out));
  }

  private Future<Void> fetchAll(RowWriter page, int size, Utf8Writer out) {
    return source
        .fetch((int) Math.min(size, limit - page.rows()), page)
        .compose(
            done -> isComplete(page, out) ? Future.succeededFuture() : fetchAll(page, size, out));
  }

  private boolean isComplete(RowWriter page, Utf8Writer out) {
    boolean isFull = out.size() >= MAX_PAGE_BYTES && source.next() != null;
    return isFull || page.rows() >= limit || !source.hasMore();
  }

  private Answer.Page end(Utf8Writer out) {
    String next = source.next();
    renderer.end(out, next);
    return new Answer.Page(out.toByteArray(), next);
  }

  /** Whether another page follows. */
  boolean hasNext() {
    return rows < limit && source.hasMore();
  }

  private Utf8Writer advance(int count, Utf8Writer out) {
    rows += count;
    lastPageBytes = out.size();
    return out;
  }
}
