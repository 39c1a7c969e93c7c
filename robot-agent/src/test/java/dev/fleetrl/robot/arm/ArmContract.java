package dev.fleetrl.robot.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.control.ToolTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every arm promises. It stands over a table, fingers open, with room of 10 cm on all sides. */
public abstract class ArmContract {
    private static final int SECOND = 50;

    private Arm arm;

    /** An arm that is ready to move. */
    protected abstract Arm open();

    /** Lets 20 ms pass for the arm and its surroundings; what it was told has arrived then, and what it measures too. */
    protected abstract void pass(Arm arm);

    protected void closeRest() {}

    @BeforeEach
    void openIt() {
        arm = open();
        assertThat(arm.troubles()).isEmpty();
    }

    @AfterEach
    void closeIt() {
        arm.close();
        closeRest();
    }

    @Test
    void saysWhatItsModelSays() throws IOException {
        Observation seen = arm.observe();
        ArmModel model = arm.model();

        assertThat(seen.frames()).extracting(Frame::camera).isEqualTo(model.policyCameras());
        assertThat(seen.proprioception().size())
                .isEqualTo(model.proprioception().size());
        assertThat(arm.read().joints().size())
                .isEqualTo(model.guard().jointMin().size());
        for (Frame frame : seen.frames()) {
            var picture = ImageIO.read(new ByteArrayInputStream(frame.jpeg().toArray()));
            assertThat(picture.getWidth()).isEqualTo(picture.getHeight());
        }
        for (String camera : model.videoCameras()) {
            var picture = ImageIO.read(
                    new ByteArrayInputStream(arm.video(camera).get().jpeg().toArray()));
            assertThat(picture.getWidth()).isLessThanOrEqualTo(480);
            assertThat(picture.getHeight()).isLessThanOrEqualTo(360);
        }
    }

    @Test
    void bringsTheToolThereAndNoFurther() {
        ToolTarget start = arm.commanded();
        Vec whole = Vec.of(0.03f, -0.04f, 0.02f, 0, 0, 0.2f, 1);

        for (int tick = 1; tick <= SECOND; tick++) {
            arm.command(start.moved(whole, tick / (double) SECOND));
            pass(arm);
        }
        ToolTarget end = arm.commanded();
        settle(end);

        assertThat(away(end)).isLessThan(0.004);
        assertThat(end.x() - start.x()).isCloseTo(0.03, within(1e-9));
    }

    @Test
    void keepsItsPoseWhileItIsHeld() {
        ToolTarget start = arm.commanded();
        for (int tick = 1; tick <= SECOND / 2; tick++) {
            arm.command(start.moved(Vec.of(0.05f, 0, 0, 0, 0, 0, 1), tick / (double) (SECOND / 2)));
            pass(arm);
        }
        hold(SECOND / 2);
        Vec before = arm.read().toolPose();
        hold(SECOND);
        Vec after = arm.read().toolPose();

        for (int axis = 0; axis < 3; axis++) {
            assertThat(after.at(axis)).isCloseTo(before.at(axis), within(0.001f));
        }
        assertThat(away(arm.commanded())).isLessThan(0.01);
    }

    /** After a hold it begins where it is kept: nothing may leap. */
    @Test
    void goesOnFromWhereItWasHeld() {
        ToolTarget start = arm.commanded();
        for (int tick = 1; tick <= SECOND / 2; tick++) {
            arm.command(start.moved(Vec.of(0, 0.05f, 0, 0, 0, 0, 1), tick / (double) (SECOND / 2)));
            pass(arm);
        }
        hold(SECOND / 2);
        ToolTarget kept = arm.commanded();
        Vec before = arm.read().toolPose();

        arm.command(kept);
        pass(arm);

        for (int axis = 0; axis < 3; axis++) {
            assertThat(arm.read().toolPose().at(axis)).isCloseTo(before.at(axis), within(0.002f));
        }
    }

    @Test
    void opensAndClosesItsFingers() {
        ToolTarget here = arm.commanded();
        assertThat(arm.read().gripper()).isGreaterThan(0.8f);

        settle(new ToolTarget(here.x(), here.y(), here.z(), here.rotation(), -1));
        assertThat(arm.read().gripper()).isLessThan(-0.8f);
        assertThat(arm.commanded().gripper()).isEqualTo(-1);

        hold(SECOND / 5);
        assertThat(arm.read().gripper()).isLessThan(-0.8f);
        settle(here);
        assertThat(arm.read().gripper()).isGreaterThan(0.8f);
    }

    private void settle(ToolTarget target) {
        for (int tick = 0; tick < SECOND; tick++) {
            arm.command(target);
            pass(arm);
        }
    }

    private void hold(int ticks) {
        for (int tick = 0; tick < ticks; tick++) {
            arm.hold();
            pass(arm);
        }
    }

    private double away(ToolTarget target) {
        Vec pose = arm.read().toolPose();
        double x = pose.at(0) - target.x();
        double y = pose.at(1) - target.y();
        double z = pose.at(2) - target.z();
        return Math.sqrt(x * x + y * y + z * z);
    }
}
