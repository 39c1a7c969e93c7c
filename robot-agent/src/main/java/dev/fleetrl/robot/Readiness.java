package dev.fleetrl.robot;

import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.control.ControlArbiter;
import dev.fleetrl.robot.control.Verdict;
import dev.fleetrl.robot.spool.Spool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the robot may begin an episode, and what a person should know. */
final class Readiness {
    static final double DISK_WARNING = 0.80;
    private static final double DISK_FULL = 0.95;
    private static final String CERTIFICATE = "certificate-invalid";

    private final ControlArbiter arbiter;
    private final Arm arm;
    private boolean hostOnline;
    private Optional<String> certificate = Optional.empty();
    private volatile double diskUsed;
    private volatile long dropped;

    Readiness(ControlArbiter arbiter, Arm arm) {
        this.arbiter = arbiter;
        this.arm = arm;
    }

    void host(boolean online) {
        hostOnline = online;
    }

    /** A robot whom its fleet may not hear holds, also one that would go on by itself, and goes on only when a person lets it. */
    void certificate(Optional<String> trouble) {
        certificate = trouble.map(words -> words + ": enrol the robot again");
        if (trouble.isPresent() && !arbiter.authority().reason().equals(CERTIFICATE)) {
            var unused = arbiter.hold(CERTIFICATE);
        }
    }

    /** A person lets the robot go on, which it does not while its certificate is in trouble. */
    Verdict resume() {
        return certificate.map(Verdict::refuse).orElseGet(arbiter::resume);
    }

    /** How full spool and disk are, 0 to 1; may be told from any thread. */
    void records(Spool spool, double disk) {
        diskUsed = Math.max(spool.usedFraction(), disk);
        dropped = spool.dropped();
    }

    /** Why no episode may begin; empty if one may. */
    List<String> obstacles() {
        List<String> obstacles = new ArrayList<>();
        if (!hostOnline) {
            obstacles.add("the control plane is away: no new episode");
        }
        certificate.ifPresent(obstacles::add);
        obstacles.addAll(arm.troubles());
        if (diskUsed >= DISK_FULL) {
            obstacles.add("disk is " + percent() + " full: no new episode until records are stored or space is made");
        }
        if (arbiter.mode() != ControlMode.AUTONOMOUS) {
            obstacles.add(arbiter.mode() + " (" + arbiter.authority().reason()
                    + "): a person must let the robot go on before a new episode");
        }
        return obstacles;
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>(arm.warnings());
        if (diskUsed >= DISK_WARNING && diskUsed < DISK_FULL) {
            warnings.add("disk is " + percent() + " full");
        }
        if (dropped > 0) {
            warnings.add("the spool was full: " + dropped + " episodes were dropped, those that would be missed least");
        }
        return warnings;
    }

    private String percent() {
        return Math.round(diskUsed * 100) + " %";
    }
}
