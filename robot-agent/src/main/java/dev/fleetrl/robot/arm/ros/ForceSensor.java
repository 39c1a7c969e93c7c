package dev.fleetrl.robot.arm.ros;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.message.Vector3;
import dev.fleetrl.robot.ros.message.WrenchStamped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What a force sensor at the tool says, in its own frame; a policy that was taught with it must not act without. */
final class ForceSensor {
    /** What it adds to what the arm feels. */
    static final List<String> NAMES = List.of("force-x", "force-y", "force-z", "torque-x", "torque-y", "torque-z");

    private static final double MOST = 3;
    private static final long MILLI = 1_000_000L;

    private final RosArmConfig.Wrench config;
    private final LongSupplier nanos;
    private volatile Optional<Heard> heard = Optional.empty();
    private volatile long forgottenNanos = Long.MIN_VALUE;

    private record Heard(Vector3 force, Vector3 torque, long nanos) {
        boolean isFinite() {
            return Double.isFinite(force.x() + force.y() + force.z() + torque.x() + torque.y() + torque.z());
        }
    }

    /** Begins to listen. */
    ForceSensor(RosArmConfig.Wrench config, RosWire wire, LongSupplier nanos) {
        this.config = config;
        this.nanos = nanos;
        wire.subscribe(config.ros(), this::hear);
    }

    private void hear(WrenchStamped said) {
        heard = Optional.of(new Heard(said.wrench().force(), said.wrench().torque(), nanos.getAsLong()));
    }

    /** What was felt until now, and what is on its way, is not to be acted on. */
    void forget() {
        forgottenNanos = nanos.getAsLong() + RosJoints.FORGETTING_NANOS;
    }

    /** Why it must not be acted on; empty if it may. */
    Optional<String> trouble() {
        String topic = "force sensor (" + config.topic() + ")";
        if (heard.isEmpty() || heard.get().nanos() < forgottenNanos) {
            return Optional.of(topic + ": nothing heard yet");
        }
        if ((nanos.getAsLong() - heard.get().nanos()) / MILLI > config.staleMillis()) {
            return Optional.of(topic + ": silent for more than " + config.staleMillis() + " ms");
        }
        return heard.get().isFinite() ? Optional.empty() : Optional.of(topic + ": says numbers that are none");
    }

    /** What else the arm feels, and then this, in parts of the configured force and torque, within -3 to 3; 0 where nothing is known. */
    Vec after(Vec felt) {
        float[] all = Arrays.copyOf(felt.toArray(), felt.size() + NAMES.size());
        heard.filter(Heard::isFinite).ifPresent(now -> {
            put(now.force(), config.newtons(), all, felt.size());
            put(now.torque(), config.newtonMetres(), all, felt.size() + 3);
        });
        return Vec.of(all);
    }

    private static void put(Vector3 vector, double unit, float[] all, int at) {
        all[at] = part(vector.x(), unit);
        all[at + 1] = part(vector.y(), unit);
        all[at + 2] = part(vector.z(), unit);
    }

    private static float part(double value, double unit) {
        return (float) Math.max(-MOST, Math.min(MOST, value / unit));
    }
}
