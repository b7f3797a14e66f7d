package dev.tidewire.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ResidentMemoryTest {
  @Test
  void findsTheShareAmongOtherLines() {
    assertThat(ResidentMemory.parse("Rss:   900 kB\nPss:   123456 kB\nPss_Dirty:   7 kB\n"))
        .isEqualTo(123_456L * 1024);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void seesThePeakOfThisProcess() {
    // Given
    long pid = ProcessHandle.current().pid();

    // Then
    assertThat(ResidentMemory.peakOfProcess(pid)).isBetween(10L << 20, 16L << 30);
  }

  @Test
  void seesThisProcess() {
    assertThat(ResidentMemory.ofProcess(ProcessHandle.current().pid()))
        .isBetween(10L << 20, 16L << 30);
  }
}
