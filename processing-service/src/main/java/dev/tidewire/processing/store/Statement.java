package dev.tidewire.processing.store;

/**
 * A statement of the store.
 *
 * @param name its operation and table, which is also the name of its span
 * @param sql with placeholders; never contains a reading
 */
public record Statement(String name, String sql) {
  /** SQL for when the server has started, in microseconds since 1970. */
  public static final String SERVER_START =
      "(extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint";
}
