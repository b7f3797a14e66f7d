package dev.tidewire.local;

/** How to reach the database of a {@link TestStack}. */
public record Postgres(String host, int port, String database, String username, String password) {

  public String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
  }

  public String reactiveUrl() {
    return "postgresql://%s:%d/%s".formatted(host, port, database);
  }
}
