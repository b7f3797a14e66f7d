package dev.tidewire.platform.security;

import dev.tidewire.platform.audit.AuditLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the audit of a service, and ends it after the last request. */
final class AuditWiring {
  @Produces
  @Singleton
  AuditLog audit(
      @Identifier("default-kafka-broker") Map<String, Object> operators,
      @ConfigProperty(name = "quarkus.application.name") String service,
      SecurityConfig config,
      MeterRegistry registry) {
    return new AuditLog(
        operators,
        service,
        config.audit().period(),
        config.audit().timeout(),
        registry,
        Clock.systemUTC());
  }

  void close(@Disposes AuditLog audit) {
    audit.close();
  }
}
