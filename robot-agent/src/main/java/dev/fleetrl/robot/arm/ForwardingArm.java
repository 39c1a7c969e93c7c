package dev.fleetrl.robot.arm;

import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.robot.control.ToolTarget;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An arm that is another one, but for what is overridden. */
public abstract class ForwardingArm implements Arm {
    protected final Arm arm;

    protected ForwardingArm(Arm arm) {
        this.arm = arm;
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
    public Observation observe() {
        return arm.observe();
    }

    @Override
    public Supplier<Frame> video(String camera) {
        return arm.video(camera);
    }

    @Override
    public void command(ToolTarget target) {
        arm.command(target);
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
