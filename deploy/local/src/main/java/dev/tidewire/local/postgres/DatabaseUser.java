package dev.tidewire.local.postgres;

import java.util.Locale;

/** The users of a secure database, each with the role whose rights it has. */
public enum DatabaseUser {
  /** Migrates the schema. */
  MIGRATOR("tidewire_migrate"),
  /** Processing. */
  WRITER("tidewire_write"),
  /** Query. */
  READER("tidewire_read");

  private final String role;

  DatabaseUser(String role) {
    this.role = role;
  }

  /** The name that it logs in with. */
  public String login() {
    return "tidewire_" + name().toLowerCase(Locale.ROOT);
  }

  String role() {
    return role;
  }
}
