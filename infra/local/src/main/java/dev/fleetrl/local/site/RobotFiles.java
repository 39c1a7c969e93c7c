package dev.fleetrl.local.site;

import dev.fleetrl.local.Home;
import java.nio.file.Path;

/** The files of robot models that come with FleetRL. */
public final class RobotFiles {
    private RobotFiles() {}

    /** Of the simulated arm, for whoever reaches it through ROS 2. */
    public static Path simulated() {
        return Home.folder().resolve("infra/deploy/robots/simulated-7dof.yaml").toAbsolutePath();
    }
}
