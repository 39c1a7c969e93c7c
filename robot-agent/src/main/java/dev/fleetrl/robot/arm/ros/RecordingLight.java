package dev.fleetrl.robot.arm.ros;

import dev.fleetrl.robot.ros.RosTopic;
import dev.fleetrl.robot.ros.RosTopic.Delivery;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.message.Bool;
import java.util.function.LongSupplier;

/** Tells a lamp near the robot whether it records: at each change, and twice a second, for nothing here is lossless. */
final class RecordingLight {
    private static final long AGAIN_NANOS = 500_000_000L;
    private static final int BYTES = 64;

    private final RosWire.Publication<Bool> lamp;
    private final LongSupplier nanos;
    private boolean isSaid;
    private boolean said;
    private long saidNanos;

    RecordingLight(String topic, RosWire wire, LongSupplier nanos) {
        lamp = wire.publish(new RosTopic<>(topic, Bool.class, Delivery.RELIABLE, BYTES));
        this.nanos = nanos;
    }

    void say(boolean isRecording) {
        long now = nanos.getAsLong();
        if (!isSaid || said != isRecording || now - saidNanos >= AGAIN_NANOS) {
            lamp.send(new Bool(isRecording));
            isSaid = true;
            said = isRecording;
            saidNanos = now;
        }
    }
}
