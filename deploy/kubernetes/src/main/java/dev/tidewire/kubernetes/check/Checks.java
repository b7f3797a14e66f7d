package dev.tidewire.kubernetes.check;

import dev.tidewire.kubernetes.Rendering;
import java.util.List;

/** All checks. */
public final class Checks {
  private final List<Check> all;

  /**
   * @param promised the secrets that the user is told to make
   */
  public Checks(PromisedSecrets promised) {
    all =
        List.of(
            new FieldCheck(),
            new SelectorCheck(),
            new PortCheck(),
            new ProbeCheck(),
            new VariableCheck(),
            new ChoiceCheck(),
            new ConfigMapCheck(),
            new SecretCheck(promised),
            new NameCheck(),
            new AddressCheck(),
            new SecurityCheck(),
            new NetworkCheck(),
            new ImageCheck(),
            new ResourceCheck(),
            new ScalingCheck(),
            new ShutdownCheck(),
            new TopicCheck(),
            new RouteCheck());
  }

  /** What is wrong with the overlay. */
  public List<Finding> findings(Rendering rendering) {
    return all.stream().flatMap(check -> check.findings(rendering)).toList();
  }
}
