package dev.fleetrl.robot.arm.ros;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.robot.kinematics.KinematicChain;
import dev.fleetrl.robot.kinematics.Urdf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A robot model that is whole: its YAML file, and the joints that its URDF has between the links that the file names. */
public record RobotModel(RosArmConfig config, KinematicChain chain) {
    public RobotModel {
        if (config.rest().size() != chain.joints().size()) {
            throw new IllegalArgumentException("rest: " + config.rest().size() + " positions, but "
                    + chain.joints().size() + " joints lead from " + config.base() + " to " + config.tool());
        }
    }

    /**
     * Reads both files.
     *
     * @throws IllegalArgumentException of one line that begins with the file's name
     */
    public static RobotModel read(Path file) {
        try {
            RosArmConfig config = Codec.YAML.decode(RosArmConfig.class, Files.readAllBytes(file));
            try (InputStream urdf = Files.newInputStream(file.resolveSibling(config.urdf()))) {
                return new RobotModel(config, KinematicChain.between(Urdf.read(urdf), config.base(), config.tool()));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + firstLine(e), e);
        }
    }

    private static String firstLine(Exception e) {
        String reason = e instanceof java.nio.file.NoSuchFileException ? "there is no file " : "";
        return reason + String.valueOf(e.getMessage()).lines().findFirst().orElse("cannot be read");
    }
}
