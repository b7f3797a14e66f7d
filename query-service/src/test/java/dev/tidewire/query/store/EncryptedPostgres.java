package dev.tidewire.query.store;

import dev.tidewire.local.DatabaseUsers;
import dev.tidewire.local.Postgres;
import dev.tidewire.local.SecurePostgres;
import dev.tidewire.local.TestStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the service under test over TLS, as the user of its role. */
public final class EncryptedPostgres implements QuarkusTestResourceLifecycleManager {
  private @Nullable SecurePostgres secure;

  @Override
  public Map<String, String> start() {
    Postgres database = TestStack.shared().postgres();
    DatabaseUsers.create(database);
    TestStack.shared().migrate();
    SecurePostgres postgres = SecurePostgres.of(database);
    secure = postgres;
    Map<String, String> settings = new HashMap<>(postgres.settings());
    settings.put("quarkus.datasource.reactive.url", database.reactiveUrl());
    settings.put("quarkus.datasource.username", DatabaseUsers.READER);
    settings.put("quarkus.datasource.password", DatabaseUsers.READER);
    return settings;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(secure, field -> field.getType().equals(SecurePostgres.class));
  }

  @Override
  public void stop() {
    if (secure != null) {
      secure.close();
    }
  }
}
