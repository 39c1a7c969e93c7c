package dev.fleetrl.value.recap;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.PolicyVersion;
import java.util.List;

/** An episode's sources as letters: policy, correction, demonstration, hold. */
public final class Sources {
    public static final ActionSource POLICY = new ActionSource.Policy(new PolicyVersion("v1"));
    public static final ActionSource CORRECTION = new ActionSource.Correction(new OperatorId("ada"));
    public static final ActionSource DEMONSTRATION = new ActionSource.Demonstration(new OperatorId("expert"));
    public static final ActionSource HOLD = new ActionSource.Hold();

    private Sources() {}

    public static List<ActionSource> of(String letters) {
        return letters.chars()
                .mapToObj(letter -> switch (letter) {
                    case 'p' -> POLICY;
                    case 'c' -> CORRECTION;
                    case 'd' -> DEMONSTRATION;
                    case 'h' -> HOLD;
                    default -> throw new IllegalArgumentException(letters);
                })
                .toList();
    }
}
