package dev.tidewire.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.local.tls.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresSecurityTest {
  @Test
  void theReader_onlyReadsUnlessItAsksForMore() throws IOException {
    // Given
    PostgresSecurity security =
        new PostgresSecurity(
            new Identity(Path.of("crt"), Path.of("key"), Path.of("both")),
            Map.of(DatabaseUser.READER.login(), "secret"));

    // When
    // Then
    assertThat(security.statements().lines())
        .contains("ALTER ROLE tidewire_reader SET default_transaction_read_only = on")
        .filteredOn(line -> line.contains("read_only"))
        .hasSize(1);
  }
}
