package dev.fleetrl.robot.arm.ros;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.message.CompressedImage;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One camera: its newest picture, made ready for the policy and for people. Pictures are made ready on a thread of their own,
 * so that neither the wire nor the control loop waits for them; what comes meanwhile replaces what waits.
 */
final class RosCamera {
    private static final System.Logger LOG = System.getLogger(RosCamera.class.getName());
    private static final double POLICY_QUALITY = 0.92;
    private static final double VIDEO_QUALITY = 0.8;
    private static final int VIDEO_WIDTH = 480;
    private static final int VIDEO_HEIGHT = 360;
    private static final long MILLI = 1_000_000L;

    private final RosArmConfig.Camera config;
    private final int policyPixels;
    private final Executor pictures;
    private final LongSupplier nanos;
    private final LongSupplier millis;
    private final ClockOffset offset = new ClockOffset();
    private final AtomicReference<@Nullable Heard> waiting = new AtomicReference<>();
    private volatile Optional<Ready> ready = Optional.empty();
    private volatile String unreadable = "";
    private volatile long forgottenNanos = Long.MIN_VALUE;

    /** @param lateNanos how much longer it was under way than the fastest of late */
    private record Heard(CompressedImage image, long nanos, long lateNanos) {}

    private record Ready(Frame policy, Frame video, Heard heard) {}

    /**
     * @param pictures runs one task at a time
     * @param nanos monotonic
     * @param millis since 1970
     */
    RosCamera(
            RosArmConfig.Camera config, int policyPixels, Executor pictures, LongSupplier nanos, LongSupplier millis) {
        this.config = config;
        this.policyPixels = policyPixels;
        this.pictures = pictures;
        this.nanos = nanos;
        this.millis = millis;
    }

    void listen(RosWire wire) {
        wire.subscribe(config.ros(), this::hear);
    }

    /** What the policy sees; there must be one. */
    Frame policy() {
        return ready.orElseThrow(this::unseen).policy();
    }

    /** What people see; grey while there is nothing to see. */
    Frame video() {
        return ready.map(Ready::video)
                .orElseGet(() -> frame(Picture.grey(VIDEO_WIDTH, VIDEO_HEIGHT).jpeg(VIDEO_QUALITY)));
    }

    /** What was seen until now, and what is on its way, is not to be acted on. */
    void forget() {
        forgottenNanos = nanos.getAsLong() + RosJoints.FORGETTING_NANOS;
    }

    /** Why its picture must not be acted on; empty if it may. */
    Optional<String> trouble() {
        String topic = "camera " + config.name() + " (" + config.topic() + ")";
        if (!unreadable.isEmpty()) {
            return Optional.of(topic + ": its picture is " + unreadable);
        }
        if (ready.isEmpty() || ready.get().heard().nanos() < forgottenNanos) {
            return Optional.of(topic + ": no picture yet");
        }
        Heard heard = ready.get().heard();
        if ((nanos.getAsLong() - heard.nanos()) / MILLI > config.staleMillis()) {
            return Optional.of(topic + ": no picture for more than " + config.staleMillis() + " ms");
        }
        return heard.lateNanos() > config.staleMillis() * MILLI
                ? Optional.of(topic + ": pictures come more than " + config.staleMillis() + " ms late")
                : Optional.empty();
    }

    private IllegalStateException unseen() {
        return new IllegalStateException("camera " + config.name() + " has not seen anything yet");
    }

    private void hear(CompressedImage image) {
        long late = offset.late(image.header().stamp().nanos(), millis.getAsLong() * MILLI);
        if (waiting.getAndSet(new Heard(image, nanos.getAsLong(), late)) == null) {
            pictures.execute(this::makeReady);
        }
    }

    private void makeReady() {
        Heard heard = waiting.getAndSet(null);
        if (heard == null) {
            return;
        }
        try {
            Picture picture = Picture.decode(heard.image().data().toArray());
            byte[] policy = picture.square(policyPixels).jpeg(POLICY_QUALITY);
            byte[] video = picture.within(VIDEO_WIDTH, VIDEO_HEIGHT).jpeg(VIDEO_QUALITY);
            ready = Optional.of(new Ready(frame(policy), frame(video), heard));
            unreadable = "";
        } catch (IOException e) {
            if (unreadable.isEmpty()) {
                LOG.log(WARNING, "{0}: a picture is {1}", config.topic(), e.getMessage());
            }
            unreadable = String.valueOf(e.getMessage());
        }
    }

    private Frame frame(byte[] jpeg) {
        return new Frame(config.name(), Bytes.of(jpeg));
    }
}
