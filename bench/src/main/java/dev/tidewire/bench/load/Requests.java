package dev.tidewire.bench.load;

/** Where one connection takes its requests from. Used by one thread. */
public interface Requests {
  /** The next request, head and body, valid until the next call. */
  byte[] next();
}
