package dev.fleetrl.robot.trace;

import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.arm.ArmModel;
import dev.fleetrl.robot.control.ToolTarget;
import dev.fleetrl.tracing.Traces;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An arm whose looking and moving are timed. */
record TracedArm(Arm arm, TracedAction action) implements Arm {
    @Override
    public Observation observe() {
        long from = Traces.nowEpochNanos();
        Observation seen = arm.observe();
        action.captured(from, Traces.nowEpochNanos());
        return seen;
    }

    @Override
    public void command(ToolTarget target) {
        action.commanded(() -> arm.command(target));
    }

    @Override
    public ArmModel model() {
        return arm.model();
    }

    @Override
    public ToolTarget commanded() {
        return arm.commanded();
    }

    @Override
    public Reading read() {
        return arm.read();
    }

    @Override
    public Supplier<Frame> video(String camera) {
        return arm.video(camera);
    }

    @Override
    public List<String> troubles() {
        return arm.troubles();
    }

    @Override
    public Optional<String> behind() {
        return arm.behind();
    }

    @Override
    public List<String> warnings() {
        return arm.warnings();
    }

    @Override
    public void rest() {
        arm.rest();
    }

    @Override
    public void forget() {
        arm.forget();
    }

    @Override
    public void hold() {
        arm.hold();
    }

    @Override
    public void recording(boolean isRecording) {
        arm.recording(isRecording);
    }

    @Override
    public void advance() {
        arm.advance();
    }

    @Override
    public void close() {
        arm.close();
    }
}
