package dev.tidewire.platform.security;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Settings for tests. */
record Settings(Optional<Set<Mode>> mode, Optional<Path> file) implements SecurityConfig {
  static Settings of(Mode... modes) {
    return new Settings(
        modes.length == 0 ? Optional.empty() : Optional.of(Set.of(modes)), Optional.empty());
  }

  Settings with(Path keys) {
    return new Settings(mode, Optional.of(keys));
  }

  @Override
  public ApiKeys apiKeys() {
    return () -> file;
  }
}
