package dev.fleetrl.simulation.physics;

import org.ode4j.ode.DHingeJoint;
import org.ode4j.ode.DJoint.PARAM_N;
import org.ode4j.ode.DSliderJoint;

/**
 * A PD servo through ODE's motor row, solved implicitly with the contacts: stable at any stiffness, and never stronger
 * than the motor.
 *
 * <pre>
 *   den = h·kp + kd,   velocity target = (kp·e + kd·ff)/den,   CFM = 1/den,   FMax = limit
 * </pre>
 *
 * @param stiffness kp, N·m/rad or N/m
 * @param damping kd, N·m·s/rad or N·s/m
 * @param limit FMax, N·m or N
 */
record Servo(double stiffness, double damping, double limit) {
    /** The gains' only source is the torque limit: full torque at 25 mrad of error, 40 ms time constant. */
    static Servo ofJoint(double torqueLimit) {
        double stiffness = torqueLimit / 0.025;
        return new Servo(stiffness, stiffness * 0.04, torqueLimit);
    }

    void install(DHingeJoint joint) {
        joint.setParamFMax(limit);
        joint.setParam(PARAM_N.dParamCFM1, 1 / denominator());
    }

    void install(DSliderJoint joint) {
        joint.setParamFMax(limit);
        joint.setParam(PARAM_N.dParamCFM1, 1 / denominator());
    }

    /** What to give to the joint's velocity motor. */
    double velocity(double error, double feedForward) {
        return (stiffness * error + damping * feedForward) / denominator();
    }

    private double denominator() {
        return World.SUBSTEP_SECONDS * stiffness + damping;
    }
}
