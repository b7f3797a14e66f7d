package dev.tidewire.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResidentMemoryTest {
  @Test
  void findsTheKeyAmongOthers() {
    // Given
    String status = "VmPeak:\t  900 kB\nVmRSS:\t  123456 kB\nRssAnon:\t  7 kB\n";

    // Then
    assertThat(ResidentMemory.parse(status, "VmRSS:")).hasValue(123_456L * 1024);
  }

  @Test
  void isEmptyWithoutTheKey() {
    assertThat(ResidentMemory.parse("Name:\tkthreadd\n", "VmRSS:")).isEmpty();
  }

  @Test
  void seesThisProcess() {
    // Given
    long pid = ProcessHandle.current().pid();

    // Then
    assertThat(ResidentMemory.ofProcess(pid)).isBetween(10L << 20, 16L << 30);
    assertThat(ResidentMemory.shareOfProcess(pid))
        .isPositive()
        .isLessThanOrEqualTo(ResidentMemory.ofProcess(pid) + (64 << 20));
  }
}
