package dev.tidewire.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpressionTest {
  @Test
  void metrics_areNeitherFunctionsNorLabelsNorOperators() {
    assertThat(
            Expression.metrics(
                "(min_over_time((max by (namespace, partition) (lag))[10m:30s]) > 0 and"
                    + " rate(requests_total{status=~\"5..\",problem!=\"overloaded\"}[5m]) > 1e-3)"
                    + " unless on (namespace) waiting > 0"))
        .containsExactly("lag", "requests_total", "waiting");
  }
}
