package dev.fleetrl.controller.monitor;

import static dev.fleetrl.controller.Fixtures.BY_V1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.controller.Fixtures;
import dev.fleetrl.observability.Metrics;
import dev.fleetrl.transport.simulated.Faults;
import dev.fleetrl.transport.simulated.SimulatedBroker;
import dev.fleetrl.transport.simulated.VirtualTime;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MeteredLogTest {
    @Test
    void countsStepsAndWhatGuardsChangedInThem() {
        VirtualTime time = new VirtualTime();
        SimulatedBroker broker = new SimulatedBroker(time, new SplittableRandom(1), Faults.NONE);
        try (Metrics metrics = Metrics.ofProcess()) {
            MeteredLog log = new MeteredLog(broker.connect(), metrics);

            var sent = log.publish(LogTopics.STEPS, stepped(1, List.of("speed", "workspace")));
            var sentToo = log.publish(LogTopics.STEPS, stepped(2, List.of("speed")));
            time.runUntil(() -> sent.succeeded() && sentToo.succeeded());

            assertThat(metrics.scrape().lines())
                    .contains(
                            "step_total 2.0",
                            "action_guard_reject_total{rule=\"speed\"} 2.0",
                            "action_guard_reject_total{rule=\"workspace\"} 1.0");
        }
    }

    private static NumberedEvent stepped(long number, List<String> guard) {
        Step step = Fixtures.step(0, BY_V1);
        Step guarded = new Step(
                step.index(),
                step.atMillis(),
                step.observation(),
                step.action(),
                step.policyAction(),
                step.source(),
                step.chunk(),
                step.stage(),
                step.review(),
                guard);
        return new NumberedEvent(
                new RobotId("robot-1"), number, new EpisodeEvent.Stepped(new EpisodeId("e-1"), guarded));
    }
}
