package dev.fleetrl.robot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.OperatorId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not wait for the next turn of the control loop; that it brakes then, too, is held in {@link GuardedArmTest}. */
class BetweenTicksTest {
    @TempDir
    private Path folder;

    /** Word and answer take two hops each, of 2 ms at most; ticks are 20 ms apart. */
    @Test
    void stopsBetweenTwoTicks() {
        OperatorId kim = new OperatorId("kim");
        try (SimulatedSite site = new SimulatedSite(folder.resolve("stop.db"), SimulatedSite.noPolicy())) {
            List<Boolean> halted = new ArrayList<>();
            site.agent.onArrival(() -> halted.add(site.agent.hear()));
            for (int i = 0; i < 10; i++) {
                site.time.runFor((40 + 7 * i) * SimulatedSite.MILLI);
                long said = site.time.millis();
                assertThat(site.send(new Command.Stop(site.header(), kim)).accepted())
                        .isTrue();

                assertThat(site.time.millis() - said).isLessThanOrEqualTo(8);
                assertThat(site.agent.state().authority().mode()).isEqualTo(ControlMode.STOPPED);
                site.send(new Command.ClearStop(site.header(), kim));
                site.send(new Command.Resume(site.header(), kim));
                assertThat(halted).containsExactly(true, false, false);
                halted.clear();
            }
        }
    }
}
