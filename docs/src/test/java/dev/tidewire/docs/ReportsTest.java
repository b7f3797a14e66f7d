package dev.tidewire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.docs.Ran.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
  private static final Instant STARTED = Instant.parse("2026-11-28T10:00:00Z");
  private static final String REPORT =
      """
      <testsuite name="a.StoreIT">
        <testcase name="stores(int)[1]" classname="a.StoreIT" time="1.5"/>
        <testcase name="rounds trips" classname="a.StoreIT" time="0.25"><failure message="no"/></testcase>
        <testcase name="waits" classname="a.StoreIT" time="0">
          <skipped message="in the long run only"/>
        </testcase>
        <testcase name="asks" classname="a.StoreIT" time="0">
          <skipped type="org.opentest4j.TestAbortedException"><![CDATA[org.opentest4j.TestAbortedException: Assumption failed: no tool
      \tat a.StoreIT.asks(StoreIT.java:7)
      ]]></skipped>
        </testcase>
        <testcase name="a.StoreIT" classname="a.StoreIT" time="0"><skipped message="no disk"/></testcase>
      </testsuite>
      """;

  @TempDir private Path root;

  @Test
  void everyTestOfThisBuild_isRead() throws IOException {
    // Given
    write("deploy/local/target/surefire-reports/TEST-a.StoreIT.xml", STARTED.plusSeconds(1));

    // Then
    assertThat(Reports.of(root, STARTED))
        .containsExactly(
            new Ran(
                "deploy/local",
                "a.StoreIT",
                "stores(int)[1]",
                Duration.ofMillis(1_500),
                State.PASSED,
                ""),
            new Ran(
                "deploy/local",
                "a.StoreIT",
                "rounds_trips",
                Duration.ofMillis(250),
                State.FAILED,
                ""),
            new Ran(
                "deploy/local",
                "a.StoreIT",
                "waits",
                Duration.ZERO,
                State.SKIPPED,
                "in the long run only"),
            new Ran("deploy/local", "a.StoreIT", "asks", Duration.ZERO, State.SKIPPED, "no tool"),
            new Ran("deploy/local", "a.StoreIT", "", Duration.ZERO, State.SKIPPED, "no disk"));
  }

  @Test
  void reportsOfEarlierBuilds_andOtherFiles_areNotRead() throws IOException {
    // Given
    write("e2e/target/failsafe-reports/TEST-a.StoreIT.xml", STARTED.minusSeconds(1));
    write("e2e/target/failsafe-reports/failsafe-summary.xml", STARTED.plusSeconds(1));
    write("e2e/src/TEST-a.StoreIT.xml", STARTED.plusSeconds(1));

    // Then
    assertThat(Reports.of(root, STARTED)).isEmpty();
  }

  private void write(String path, Instant modified) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, REPORT);
    Files.setLastModifiedTime(file, FileTime.from(modified));
  }
}
