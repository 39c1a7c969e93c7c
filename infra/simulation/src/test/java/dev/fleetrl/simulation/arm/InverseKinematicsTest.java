package dev.fleetrl.simulation.arm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InverseKinematicsTest {
    private static final double TICK = 0.02;

    @Test
    void homeLooksStraightDown() {
        Pose tool = toolAt(Kinematics.home());

        assertThat(tool.rotation().axis(2).distance(new Vec3(0, 0, -1))).isLessThan(1e-9);
    }

    /** Turned out straight: 0.333 + 0.316 + 0.384 up, 0.088 out, and the 0.2104 m of flange and fingers hang down. */
    @Test
    void zeroJointsGiveThePublishedReach() {
        Pose tool = toolAt(new double[7]);

        assertThat(tool.position().distance(new Vec3(0.088, 0, 1.033 - 0.2104))).isLessThan(1e-12);
    }

    @Test
    void jacobianIsTheDerivativeOfTheToolPosition() {
        double[] joints = Kinematics.home();
        Pose[] links = Kinematics.links(joints);
        double[][] jacobian = InverseKinematics.jacobian(links, toolAt(joints).position());
        double small = 1e-6;

        for (int i = 0; i < joints.length; i++) {
            double[] moved = joints.clone();
            moved[i] += small;
            Vec3 rate =
                    toolAt(moved).position().minus(toolAt(joints).position()).times(1 / small);
            Vec3 column = new Vec3(jacobian[0][i], jacobian[1][i], jacobian[2][i]);
            assertThat(rate.distance(column)).isLessThan(1e-5);
        }
    }

    @Test
    void reachesATiltedAndTurnedPose() {
        InverseKinematics inverse = new InverseKinematics();
        Rotation turn = Rotation.ofVector(new Vec3(0.2, -0.25, 0.6));
        Pose target = new Pose(new Vec3(0.5, -0.1, 0.15), turn.times(Rotation.DOWN));

        for (int tick = 0; tick < 150; tick++) {
            inverse.advance(references(inverse), target, TICK);
        }

        Pose tool = toolAt(references(inverse));
        assertThat(tool.position().distance(target.position())).isLessThan(5e-4);
        assertThat(tool.rotation().times(target.rotation().inverse()).toVector().norm())
                .isLessThan(1e-3);
    }

    @Test
    void doesNotWindUpWhileTheArmIsHeldBack() {
        InverseKinematics inverse = new InverseKinematics();
        Pose target = new Pose(new Vec3(0.7, 0.3, 0.3), Rotation.DOWN);

        for (int tick = 0; tick < 100; tick++) {
            inverse.advance(Kinematics.home(), target, TICK);
        }

        double[] home = Kinematics.home();
        for (int i = 0; i < home.length; i++) {
            assertThat(Math.abs(inverse.reference(i) - home[i])).isLessThanOrEqualTo(0.15 + 1e-12);
        }
    }

    private static double[] references(InverseKinematics inverse) {
        double[] joints = new double[Kinematics.JOINTS];
        for (int i = 0; i < joints.length; i++) {
            joints[i] = inverse.reference(i);
        }
        return joints;
    }

    private static Pose toolAt(double[] joints) {
        return Kinematics.tool(Kinematics.links(joints)[Kinematics.JOINTS - 1]);
    }
}
