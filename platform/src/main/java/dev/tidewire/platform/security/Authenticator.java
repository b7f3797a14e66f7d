package dev.tidewire.platform.security;

import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.KeyFileException;
import io.micrometer.core.instrument.MeterRegistry;

/** One way to find out who a caller is. There may be nothing that it goes by: nobody is known. */
interface Authenticator {
  /** Whether a credential is one of those that this checks, by its form. */
  boolean isFor(String secret);

  /** Whose credential it is. Never waits. */
  Authentication authenticate(String secret);

  /** Whether this has granted it, and still would. */
  boolean grants(Access access);

  /** Reads what it goes by, before the first request. */
  void load() throws KeyFileException;

  /** Looks whether that has changed: once a second. Waits a second at most, also for a disk. */
  void look();

  /** Registers what is measured, also when there is nothing that it goes by. */
  void register(MeterRegistry registry);
}
