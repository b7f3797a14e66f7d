package dev.tidewire.query.answer;

import io.vertx.core.Future;

/** A body that is sent piece by piece. Whoever has it closes it. */
public interface Chunks extends AutoCloseable {

  /** The chunk that is there already. */
  byte[] first();

  /** Whether another chunk follows the last one. */
  boolean hasNext();

  /** The chunk after the last one. Fails when the database does. */
  Future<byte[]> next();

  /** Ends the body and gives back what it holds; repeating it has no effect. */
  @Override
  void close();
}
