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
 * a gain of 8/s, as the arm measures it.
 */
final class TwistMotion implements Motion {
    private static final double GAIN = 8;
    private static final long MILLI = 1_000_000L;
    private static final Twist STILL = new Twist(new Vector3(0, 0, 0), new Vector3(0, 0, 0));

    private final KinematicChain chain;
    private final String base;
    private final RosArmConfig.Limits limits;
    private final RosWire.Publication<TwistStamped> servo;
    private final LongSupplier millis;

    /** @param millis since 1970: a servo refuses what is old */
    TwistMotion(
            RosArmConfig config, KinematicChain chain, RosWire.Publication<TwistStamped> servo, LongSupplier millis) {
        this.chain = chain;
        this.servo = servo;
        this.millis = millis;
        base = config.base();
        limits = config.limits();
    }

    @Override
    public void towards(Pose target, double[] measured) {
        double[] way = chain.tool(measured).wayTo(target);
        say(new Twist(
                within(limits.metresPerSecond(), way[0], way[1], way[2]),
                within(limits.radiansPerSecond(), way[3], way[4], way[5])));
    }

    /** What is left, times the gain, no faster than the tool may go. */
    private static Vector3 within(double most, double x, double y, double z) {
        double length = StrictMath.sqrt(x * x + y * y + z * z);
        double factor = length == 0 ? 0 : Math.min(GAIN, most / length);
        return new Vector3(factor * x, factor * y, factor * z);
    }

    @Override
    public void abandon() {
        say(STILL);
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
