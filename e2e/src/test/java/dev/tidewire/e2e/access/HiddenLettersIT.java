package dev.tidewire.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Calm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Dead letters of two tenants, of whom neither learns about those of the other. */
@ExtendWith(Calm.class)
class HiddenLettersIT {
  private static final Secured SECURED = Secured.shared();

  @Test
  void ordersAreForThoseWhoSeeAllSensors() {
    for (String id :
        List.of("redrive", "discard", "actions", "action", "merge", "settle", "scrub", "audit")) {
      assertThat(SECURED.endpoint(id).ask(Secured.bearer(KeyFile.key("operate-lyon"))).status())
          .as(id)
          .isEqualTo(403);
    }
  }

  @Test
  void lettersAreForThoseWhoMaySeeTheirSensors() {
    // Given
    String visible = SECURED.letterOf("lyon/letter");
    String hidden = SECURED.letterOf("paris/letter");
    String unknown = hidden.replaceFirst("-\\d+", "-999999");

    // When
    Answer list = SECURED.operate("/v1/dead-letters?state=all&limit=1000", "operate-lyon");
    Answer named = SECURED.operate("/v1/dead-letters?sensor=paris/letter", "operate-lyon");
    Answer nobody = SECURED.operate("/v1/dead-letters?sensor=paris/nobody", "operate-lyon");
    Answer one = SECURED.operate("/v1/dead-letters/" + hidden, "operate-lyon");
    Answer none = SECURED.operate("/v1/dead-letters/" + unknown, "operate-lyon");

    // Then
    assertThat(list.body()).contains("lyon/letter").doesNotContain("paris");
    assertThat(named.body()).isEqualTo(nobody.body()).doesNotContain("paris");
    assertThat(SECURED.operate("/v1/dead-letters/" + hidden, "operate").status()).isEqualTo(200);
    assertThat(SECURED.operate("/v1/dead-letters/" + visible, "operate-lyon").status())
        .isEqualTo(200);
    assertThat(one.status()).isEqualTo(404).isEqualTo(none.status());
    assertThat(one.body().replace(hidden, unknown)).isEqualTo(none.body());
    assertThat(one.headers().map().keySet()).isEqualTo(none.headers().map().keySet());
  }
}
