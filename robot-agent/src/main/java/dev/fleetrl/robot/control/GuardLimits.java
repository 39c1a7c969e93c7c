package dev.fleetrl.robot.control;

import dev.fleetrl.contracts.Vec;
import java.util.Optional;

/**
 * What no command may exceed, whoever gave it.
 *
 * @param metresPerSecond of the tool
 * @param radiansPerSecond of the tool
 * @param metresPerSecondSquared of the commanded tool position; it brakes with that, too
 * @param metresPerSecondCubed by which the acceleration of the commanded tool position may grow; not how it may end, and not at the
 *     walls of the workspace
 * @param workspaceMin corner of the box that the tool may be in, base frame, m; shape [3]
 * @param workspaceMax the opposite corner; shape [3]
 * @param jointMin rad; shape [J]
 * @param jointMax rad; shape [J]
 * @param jointRadiansPerSecond measured; shape [J]
 * @param self how far apart the arm's own links stay; empty where nobody watches that
 */
public record GuardLimits(
        double metresPerSecond,
        double radiansPerSecond,
        double metresPerSecondSquared,
        double metresPerSecondCubed,
        Vec workspaceMin,
        Vec workspaceMax,
        Vec jointMin,
        Vec jointMax,
        Vec jointRadiansPerSecond,
        Optional<SelfClearance.Margin> self) {
    /** Of an arm that cannot reach itself, or of which nobody knows. */
    public GuardLimits(
            double metresPerSecond,
            double radiansPerSecond,
            double metresPerSecondSquared,
            double metresPerSecondCubed,
            Vec workspaceMin,
            Vec workspaceMax,
            Vec jointMin,
            Vec jointMax,
            Vec jointRadiansPerSecond) {
        this(
                metresPerSecond,
                radiansPerSecond,
                metresPerSecondSquared,
                metresPerSecondCubed,
                workspaceMin,
                workspaceMax,
                jointMin,
                jointMax,
                jointRadiansPerSecond,
                Optional.empty());
    }
}
