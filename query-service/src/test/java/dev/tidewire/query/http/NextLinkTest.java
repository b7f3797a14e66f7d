package dev.tidewire.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextLinkTest {
  @ParameterizedTest
  @CsvSource({
    "/v1/sensors, </v1/sensors?cursor=new>; rel=\"next\"",
    "/v1/sensors?, </v1/sensors?cursor=new>; rel=\"next\"",
    "/v1/sensors?cursor=old, </v1/sensors?cursor=new>; rel=\"next\"",
    "/v1/readings?cursor=old&sensor=a%2Fb&limit=1, </v1/readings?sensor=a%2Fb&limit=1&cursor=new>; rel=\"next\"",
  })
  void theCursorIsReplacedAndTheRestStays(String uri, String header) {
    assertThat(NextLink.header(uri, "new")).isEqualTo(header);
  }
}
