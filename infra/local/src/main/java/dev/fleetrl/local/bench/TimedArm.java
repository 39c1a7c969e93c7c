package dev.fleetrl.local.bench;

import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.arm.ArmModel;
import dev.fleetrl.robot.control.ActionLimits;
import dev.fleetrl.robot.control.GuardLimits;
import dev.fleetrl.robot.control.Rotation;
import dev.fleetrl.robot.control.ToolTarget;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** An arm without a body, that is wherever it is sent, and notes when it was told what. */
final class TimedArm implements Arm {
    private static final GuardLimits LIMITS =
            new GuardLimits(1, 1, 100, 1e6, Vec.of(-9, -9, -9), Vec.of(9, 9, 9), Vec.of(), Vec.of(), Vec.of());

    final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private ToolTarget commanded = new ToolTarget(0, 0, 0, Rotation.NONE, 1);

    /** @param moves whether it was sent anywhere else */
    record Told(long nanos, boolean moves) {}

    @Override
    public ArmModel model() {
        return new ArmModel("timed", List.of(), List.of(), List.of(), new ActionLimits(1, 1), LIMITS);
    }

    @Override
    public ToolTarget commanded() {
        return commanded;
    }

    @Override
    public Reading read() {
        return new Reading(Vec.of(0, 0, 0, 0, 0, 0), 1, Vec.of());
    }

    @Override
    public Observation observe() {
        return new Observation(List.of(), Vec.of());
    }

    @Override
    public Supplier<Frame> video(String camera) {
        throw new IllegalArgumentException("it has no cameras");
    }

    @Override
    public void command(ToolTarget target) {
        told.add(new Told(System.nanoTime(), !target.equals(commanded)));
        commanded = target;
    }

    @Override
    public void hold() {
        told.add(new Told(System.nanoTime(), false));
    }

    @Override
    public void advance() {}

    @Override
    public void close() {}
}
