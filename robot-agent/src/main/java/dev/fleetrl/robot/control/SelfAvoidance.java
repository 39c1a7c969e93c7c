package dev.fleetrl.robot.control;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.control.CommandGuard.Rule;
import java.util.Set;

/**
 * Slows a tool down whose arm comes near itself, so that it stands, by its acceleration limit, before the margin is used up. Where it
 * only turns, it stops at once: turning has no acceleration limit. What leads apart is let through, also from within the margin.
 */
final class SelfAvoidance {
    /** What sensors may say of an arm that stands, m. */
    private static final double NOISE_METRES = 5e-4;

    private final SelfClearance.Margin margin;
    private final double metresPerSecondSquared;
    private double admitted = Double.POSITIVE_INFINITY;

    SelfAvoidance(SelfClearance.Margin margin, double metresPerSecondSquared) {
        this.margin = margin;
        this.metresPerSecondSquared = metresPerSecondSquared;
    }

    /** Whether the arm, as measured, is within its margin and came nearer, however slowly: it does other than was foreseen. */
    boolean isClosing(Vec joints) {
        double measured = margin.clearance().at(joints);
        boolean closing = measured < margin.metres() && measured < admitted - NOISE_METRES;
        if (closing || measured > admitted || measured >= margin.metres()) {
            admitted = measured;
        }
        return closing;
    }

    /** As far towards {@code target} as the arm stays apart. */
    ToolTarget apart(ToolTarget commanded, ToolTarget target, Vec joints, double seconds, Set<Rule> broken) {
        double before = margin.clearance().at(joints, commanded);
        double closing = before - margin.clearance().at(joints, target);
        if (closing <= 0) {
            return target;
        }
        double room = Math.min(before, margin.clearance().at(joints)) - margin.metres();
        double part = Math.min(room / closing, stoppable(room / closing, commanded.metresTo(target), seconds));
        if (part >= 1) {
            return target;
        }
        broken.add(Rule.SELF_MARGIN);
        return commanded.towards(target, part > 0 ? part : 0);
    }

    /**
     * What part of a step of {@code metres} may be gone, if so many such steps lead to the margin and the steps after it shrink by a·T²
     * each: their sum v·T + (v − a·T)·T + … is v²/2a + v·T/2.
     */
    private double stoppable(double steps, double metres, double seconds) {
        double half = metresPerSecondSquared * seconds / 2;
        double way = Math.max(0, steps * metres);
        double speed = StrictMath.sqrt(half * half + 2 * metresPerSecondSquared * way) - half;
        return metres > 0 ? speed * seconds / metres : 1;
    }
}
