package dev.fleetrl.robot.arm.attended;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.control.Rotation;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the tool must be before an episode may begin. Nothing drives it there but a person.
 *
 * @param toolPose position (m) and rotation vector (rad) in the base frame, as the robot's state says it; shape [6]
 */
public record Home(Vec toolPose, double withinMetres, double withinRadians) {
    private static final int POSE = 6;

    public Home {
        boolean isFinite = toolPose.size() == POSE;
        for (int i = 0; isFinite && i < POSE; i++) {
            isFinite = Float.isFinite(toolPose.at(i));
        }
        if (!isFinite) {
            throw new IllegalArgumentException("home.toolPose is six numbers: x, y, z (m) and a rotation vector (rad)");
        }
        if (!(withinMetres > 0 && withinRadians > 0)) {
            throw new IllegalArgumentException("home: withinMetres and withinRadians must be above 0");
        }
    }

    /** Whether the tool may go there at all, within two corners of shape [3], m. */
    public boolean isWithin(Vec workspaceMin, Vec workspaceMax) {
        boolean isWithin = true;
        for (int axis = 0; axis < 3; axis++) {
            isWithin &= toolPose.at(axis) >= workspaceMin.at(axis) && toolPose.at(axis) <= workspaceMax.at(axis);
        }
        return isWithin;
    }

    /** In words for a person; empty where the tool is at home. */
    public Optional<String> obstacle(Vec measured) {
        double metres = StrictMath.sqrt(square(measured, 0) + square(measured, 1) + square(measured, 2));
        double radians = angle(rotation(toolPose).inverse().then(rotation(measured)));
        return metres <= withinMetres && radians <= withinRadians
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "the tool is %.3f m and %.2f rad away from home; drive it to within %s m and %s rad",
                        metres,
                        radians,
                        withinMetres,
                        withinRadians));
    }

    private double square(Vec measured, int axis) {
        double away = measured.at(axis) - toolPose.at(axis);
        return away * away;
    }

    private static Rotation rotation(Vec pose) {
        return Rotation.ofVector(pose.at(3), pose.at(4), pose.at(5));
    }

    /** By the matrix's trace, which tells half a turn from none. */
    private static double angle(Rotation turn) {
        double[] m = turn.matrix();
        return StrictMath.acos(Math.max(-1, Math.min(1, (m[0] + m[4] + m[8] - 1) / 2)));
    }
}
