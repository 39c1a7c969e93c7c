package dev.fleetrl.robot.arm.attended;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.robot.arm.ros.LoopWire;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.message.Bool;
import org.junit.jupiter.api.Test;

class SuccessSensorTest {
    private static final Success.BySensor CONFIG = new Success.BySensor("/bin/occupied", 500);

    private final LoopWire wire = new LoopWire();
    private final RosWire.Publication<Bool> bin = wire.publish(CONFIG.ros());
    private long nanos = Long.MAX_VALUE - 5; // a monotonic clock begins where it likes
    private final SuccessSensor sensor = new SuccessSensor(CONFIG, wire, () -> nanos);

    @Test
    void endsAnEpisodeWhenItSaysTrue() {
        bin.send(new Bool(false));
        assertThat(sensor.obstacle()).isEmpty();
        assertThat(sensor.ending(1)).isEmpty();

        bin.send(new Bool(true));
        assertThat(sensor.ending(1)).contains(new Ending(Outcome.SUCCESS, "sensor", OutcomeSource.ENVIRONMENT));
    }

    @Test
    void letsNoEpisodeBeginWhileItSaysTrue() {
        bin.send(new Bool(true));

        assertThat(sensor.obstacle()).contains("/bin/occupied says that the task is done already; lay out the scene");
    }

    @Test
    void judgesNothingWhenItIsSilent() {
        assertThat(sensor.obstacle().orElseThrow()).contains("is silent");
        bin.send(new Bool(true));

        nanos += 500_000_001;

        assertThat(sensor.obstacle().orElseThrow()).contains("is silent");
        assertThat(sensor.ending(1)).contains(new Ending(Outcome.ABORTED, "sensor-silent", OutcomeSource.AGENT));
    }
}
