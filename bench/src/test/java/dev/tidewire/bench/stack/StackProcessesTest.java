package dev.tidewire.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.bench.machine.Part;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackProcessesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/jdk/bin/java -Xmx128m -jar /t/ingest-service/target/quarkus-app/quarkus-run.jar; INGEST",
        "/jdk/bin/java -jar /t/processing-service/target/quarkus-app/quarkus-run.jar; PROCESSING",
        "/jdk/bin/java -jar /t/query-service/target/quarkus-app/quarkus-run.jar; QUERY",
        "/jdk/bin/java -cp /t/kafka/lib/* dev.tidewire.local.kafka.BrokerMain a b; KAFKA",
        "/cache/postgres-18/bin/postgres -D /data/postgres -c port=15432; POSTGRES",
        "sh -c while read -r change child; ",
        "/jdk/bin/java -cp x dev.tidewire.local.Up --data /t/ingest-service; SUPERVISOR",
      })
  void recognisesTheParts(String commandLine, Part part) {
    assertThat(StackProcesses.part(commandLine)).isEqualTo(Optional.ofNullable(part));
  }
}
