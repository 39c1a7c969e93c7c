package dev.fleetrl.robot.arm.ros;

import dev.fleetrl.robot.kinematics.KinematicChain;
import dev.fleetrl.robot.kinematics.Pose;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.message.Header;
import dev.fleetrl.robot.ros.message.Time;
import dev.fleetrl.robot.ros.message.Twist;
import dev.fleetrl.robot.ros.message.TwistStamped;
import dev.fleetrl.robot.ros.message.Vector3;
import java.util.function.LongSupplier;

/**
 * A velocity of the tool a tick, for a servo that does the kinematics itself, in the base's frame: what is left to the target, at
 * a gain of 1/s, as the arm measures it. A servo stops by itself where nothing is said any more.
 */
final class TwistMotion implements Motion {
    private static final double GAIN = 8;
    private static final long MILLI = 1_000_000L;
    private static final Twist STILL = new Twist(new Vector3(0, 0, 0), new Vector3(0, 0, 0));

    private final KinematicChain chain;
    private final String base;
    private final RosWire.Publication<TwistStamped> servo;
    private final LongSupplier millis;

    /** @param millis since 1970: a servo refuses what is old */
    TwistMotion(
            RosArmConfig config, KinematicChain chain, RosWire.Publication<TwistStamped> servo, LongSupplier millis) {
        this.chain = chain;
        this.servo = servo;
        this.millis = millis;
        base = config.base();
    }

    @Override
    public void towards(Pose target, double[] measured) {
        double[] way = chain.tool(measured).wayTo(target);
        say(new Twist(
                new Vector3(GAIN * way[0], GAIN * way[1], GAIN * way[2]),
                new Vector3(GAIN * way[3], GAIN * way[4], GAIN * way[5])));
    }

    @Override
    public Pose stop(double[] measured) {
        say(STILL);
        return chain.tool(measured);
    }

    private void say(Twist twist) {
        servo.send(new TwistStamped(new Header(Time.ofNanos(millis.getAsLong() * MILLI), base), twist));
    }
}
