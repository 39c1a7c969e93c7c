package dev.fleetrl.local.bench.page;

import dev.fleetrl.contracts.Frame;
import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.arm.ForwardingArm;
import dev.fleetrl.robot.control.ToolTarget;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** An arm whose motions and pictures are noted: when it was first sent elsewhere after it stood, and how long each picture took. */
final class WitnessedArm extends ForwardingArm {
    /** An arm that was sent nowhere else for so long stands: five ticks. */
    private static final long STANDS_MICROS = 100_000;

    /** Less is the rounding of a pose. */
    private static final double MOVED_METRES = 1e-7;

    private static final double MICROS = 1e3;

    private final Queue<Double> onsets = new ConcurrentLinkedQueue<>();
    private final Queue<Double> filmed = new ConcurrentLinkedQueue<>();
    private long movedMicros;

    WitnessedArm(Arm arm) {
        super(arm);
    }

    /** When it was first sent elsewhere after it stood; ms since 1970. */
    List<Double> onsets() {
        return List.copyOf(onsets);
    }

    /** How long each picture for people took to be rendered and encoded, ms. */
    List<Double> filmed() {
        return List.copyOf(filmed);
    }

    @Override
    public void command(ToolTarget target) {
        ToolTarget before = arm.commanded();
        double dx = target.x() - before.x();
        double dy = target.y() - before.y();
        double dz = target.z() - before.z();
        arm.command(target);
        if (Math.abs(dx) + Math.abs(dy) + Math.abs(dz) > MOVED_METRES) {
            long now = nowMicros();
            if (now - movedMicros > STANDS_MICROS) {
                onsets.add(now / MICROS);
            }
            movedMicros = now;
        }
    }

    @Override
    public Supplier<Frame> video(String camera) {
        long before = nowMicros();
        Supplier<Frame> picture = arm.video(camera);
        return () -> {
            Frame frame = picture.get();
            filmed.add((nowMicros() - before) / MICROS);
            return frame;
        };
    }

    private static long nowMicros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    }
}
