package dev.fleetrl.robot;

import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.arm.ForwardingArm;
import java.util.List;
import java.util.function.Supplier;

/** An arm that has troubles when a test says so. */
final class TroubledArm extends ForwardingArm {
    private final Supplier<List<String>> said;
    private final Runnable forgotten;

    TroubledArm(Arm arm, Supplier<List<String>> said, Runnable forgotten) {
        super(arm);
        this.said = said;
        this.forgotten = forgotten;
    }

    @Override
    public void forget() {
        forgotten.run();
    }

    @Override
    public List<String> troubles() {
        return said.get();
    }
}
