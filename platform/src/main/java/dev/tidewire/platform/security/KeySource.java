package dev.tidewire.platform.security;

import dev.tidewire.platform.access.KeyFileException;
import dev.tidewire.platform.token.SigningKeys;

/** Where the keys come from that tokens are signed by. */
interface KeySource {
  /** The keys as they are known now; none before they are known. */
  SigningKeys keys();

  /** Reads or asks for the keys, before the first request. Does not wait for others. */
  void load() throws KeyFileException;

  /** Looks whether they have changed: once a second. Waits a second at most, also for a disk. */
  void look();

  /** A token has named a key that is not among them. May be called for each request. */
  void missing();

  /** Whether they could not be read or fetched when that was tried last. */
  boolean isFailing();
}
