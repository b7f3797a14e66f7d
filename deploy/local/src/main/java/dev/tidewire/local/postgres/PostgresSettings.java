package dev.tidewire.local.postgres;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The server's settings: durable as in production, sized for a small machine. Given on the command
 * line, so that an old data folder never keeps old settings.
 */
final class PostgresSettings {
  private PostgresSettings() {}

  static Map<String, String> of(int port) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("port", Integer.toString(port));
    // A socket's path may have 107 bytes at most; the data folder's may be longer.
    settings.put("unix_socket_directories", "");
    settings.put("fsync", "on");
    settings.put("synchronous_commit", "on");
    settings.put("full_page_writes", "on");
    settings.put("max_connections", "50");
    settings.put("shared_buffers", "128MB");
    settings.put("wal_buffers", "16MB");
    settings.put("max_wal_size", "2GB");
    settings.put("checkpoint_timeout", "15min");
    // One query may touch a partition for each day of many months.
    settings.put("max_locks_per_transaction", "256");
    settings.put("jit", "off");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    settings.put("log_checkpoints", "off");
    return settings;
  }
}
