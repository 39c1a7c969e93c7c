package dev.fleetrl.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.CommandResult;
import dev.fleetrl.contracts.RobotId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageMetricsTest {
    private static final RobotId R1 = new RobotId("robot-1");

    @Test
    void countWhyRobotsRefuse() {
        try (PageMetrics metrics = new PageMetrics()) {
            metrics.answered(new CommandResult(R1, "1", true, "taken-over"));
            metrics.answered(new CommandResult(R1, "2", false, "not now"));
            metrics.answered(refused(CommandResult.Refusal.HELD));
            metrics.answered(refused(CommandResult.Refusal.HELD));
            metrics.answered(refused(CommandResult.Refusal.EXPIRED));

            assertThat(metrics.scrape().lines())
                    .contains(
                            "command_total{accepted=\"true\"} 1.0",
                            "command_total{accepted=\"false\"} 4.0",
                            "lease_conflict_total 2.0",
                            "cmd_expired_total 1.0");
        }
    }

    private static CommandResult refused(CommandResult.Refusal why) {
        return new CommandResult(R1, "c", false, "no", Optional.of(why));
    }
}
