package dev.fleetrl.controller.allocation;

import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.controller.roster.Liveness;
import dev.fleetrl.controller.roster.RobotView;
import java.util.Optional;

/** An assignment whose end is not known yet. What was seen of it lately is no decision, and so stands in no log. */
final class Outstanding {
    private final EpisodePlan plan;
    private final RobotId robot;
    private long aliveAtMillis;
    private boolean opened;
    private long openedAtRobotMillis;
    private Optional<String> refusal = Optional.empty();

    Outstanding(EpisodePlan plan, RobotId robot, long assignedAtMillis) {
        this.plan = plan;
        this.robot = robot;
        this.aliveAtMillis = assignedAtMillis;
    }

    EpisodePlan plan() {
        return plan;
    }

    RobotId robot() {
        return robot;
    }

    void opened(long robotMillis) {
        opened = true;
        openedAtRobotMillis = Math.max(openedAtRobotMillis, robotMillis);
    }

    void refused(String reason) {
        refusal = Optional.of(reason);
    }

    /** While the robot is at it, or still has events to send, its end can yet come. */
    void look(RobotView view, long nowMillis) {
        if (view.liveness() != Liveness.LIVE || view.state().isEmpty()) {
            return;
        }
        RobotState state = view.state().get();
        if (view.runs(plan.episode())) {
            opened(state.atMillis());
        }
        if (view.runs(plan.episode()) || state.spooled() > 0) {
            aliveAtMillis = nowMillis;
        }
    }

    /** A controller that was away has not waited. */
    void waitsSince(long nowMillis) {
        aliveAtMillis = Math.max(aliveAtMillis, nowMillis);
    }

    /** The robot may have the next plan once it has begun this one and says, later, that it is ready. */
    boolean occupies(RobotView view) {
        return !opened
                || view.state()
                        .map(state -> state.atMillis() <= openedAtRobotMillis)
                        .orElse(true);
    }

    Optional<String> lost(long nowMillis, long openWithinMillis, long giveUpMillis) {
        if (refusal.isPresent()) {
            return refusal;
        }
        long silent = nowMillis - aliveAtMillis;
        if (!opened && silent > openWithinMillis) {
            return Optional.of("never opened");
        }
        return opened && silent > giveUpMillis ? Optional.of("robot silent") : Optional.empty();
    }
}
