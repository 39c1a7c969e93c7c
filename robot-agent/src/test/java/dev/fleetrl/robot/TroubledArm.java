package dev.fleetrl.robot;

import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.arm.ArmModel;
import dev.fleetrl.robot.control.ToolTarget;
import java.util.List;
import java.util.function.Supplier;

/** An arm that has troubles when a test says so. */
record TroubledArm(Arm arm, Supplier<List<String>> said, Runnable forgotten) implements Arm {
    @Override
    public void forget() {
        forgotten.run();
    }

    @Override
    public List<String> troubles() {
        return said.get();
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
    public void rest() {
        arm.rest();
    }

    @Override
    public void hold() {
        arm.hold();
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
