package dev.tidewire.processing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.processing.RealStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the database is told about each session. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class StorePoolIT {
  @Inject
  @SuppressWarnings("NullAway.Init")
  Pool pool;

  @Test
  void sessionOfAFrozenProcess_endsAfterTwiceTheTimeOfAnAttempt() {
    List<String> settings = new ArrayList<>();
    pool.query(
            """
            SELECT name || ' ' || setting FROM pg_settings
            WHERE name IN ('idle_in_transaction_session_timeout', 'tcp_user_timeout',
                           'statement_timeout')
            ORDER BY name
            """)
        .execute()
        .await()
        .atMost(Duration.ofSeconds(10))
        .forEach(row -> settings.add(row.getString(0)));

    assertThat(settings)
        .containsExactly(
            "idle_in_transaction_session_timeout 10000",
            "statement_timeout 4000",
            "tcp_user_timeout 10000");
  }
}
