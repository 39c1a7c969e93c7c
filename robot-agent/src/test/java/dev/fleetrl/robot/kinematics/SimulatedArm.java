package dev.fleetrl.robot.kinematics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The description of the simulated arm, as a deployer would write it. */
public final class SimulatedArm {
    public static final Path URDF = Path.of("../infra/deploy/robots/simulated-7dof.urdf");

    private SimulatedArm() {}

    public static KinematicChain chain() throws IOException {
        try (InputStream xml = Files.newInputStream(URDF)) {
            return KinematicChain.between(Urdf.read(xml), "base", "tool");
        }
    }
}
