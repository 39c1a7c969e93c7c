package dev.fleetrl.controller.fleet;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.HelpTicket;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.TriageRecord;
import dev.fleetrl.controller.roster.Liveness;
import dev.fleetrl.controller.roster.RobotView;
import dev.fleetrl.controller.triage.TriageQueue;
import dev.fleetrl.controller.triage.TriageQueue.Answer;
import dev.fleetrl.transport.Link;
import dev.fleetrl.transport.Log;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The queue of calls for help, between the robots, the log, and those who ask for it. */
public final class HelpDesk {
    private static final System.Logger LOG = System.getLogger(HelpDesk.class.getName());

    private final TriageQueue queue;
    private final FleetState state;
    private final Log log;
    private final LongSupplier clockMillis;
    private boolean known;

    HelpDesk(TriageQueue queue, FleetState state, Log log, LongSupplier clockMillis) {
        this.queue = queue;
        this.state = state;
        this.log = log;
        this.clockMillis = clockMillis;
    }

    /** Knows then what an earlier controller knew. What the log tells later is what this one has told it. */
    Future<Void> replay() {
        return log.replay(LogTopics.TRIAGE, Log.Position.START, logged -> {
                    if (!known) {
                        queue.replay(logged.message());
                    }
                    return Future.succeededFuture();
                })
                .onSuccess(read -> known = true);
    }

    Future<Void> start(Link robots, RobotTopics all) {
        return robots.subscribe(all.help(), help -> {
            if (isThere(help.robot())) {
                queue.hear(help, now()).ifPresent(this::tell);
            }
            return Future.succeededFuture();
        });
    }

    void hear(RobotState told) {
        queue.hear(told, now()).ifPresent(this::tell);
    }

    void tick() {
        queue.tick(now()).forEach(this::tell);
        for (RobotId robot : queue.robots()) {
            if (liveness(robot).equals(Optional.of(Liveness.LOST))) {
                queue.forget(robot, now()).ifPresent(this::tell);
            }
        }
    }

    /** The most urgent first. */
    public List<HelpTicket> tickets() {
        return queue.ranking(now());
    }

    public Answer claim(RobotId robot, OperatorId operator) {
        return liveness(robot).equals(Optional.of(Liveness.LIVE))
                ? told(queue.claim(robot, operator, now()))
                : new Answer.Refused("there is no contact with " + robot + "; nobody can take it over now");
    }

    public Answer release(RobotId robot, OperatorId operator) {
        return told(queue.release(robot, operator, now()));
    }

    public Answer escalate(RobotId robot, OperatorId operator) {
        return told(queue.escalate(robot, operator, now()));
    }

    /** Whether it has ever said how it is; what anybody calls for others is not believed. */
    private boolean isThere(RobotId robot) {
        return state.roster()
                .robot(robot, now())
                .filter(known -> known.state().isPresent())
                .isPresent();
    }

    private Optional<Liveness> liveness(RobotId robot) {
        return state.roster().robot(robot, now()).map(RobotView::liveness);
    }

    private Answer told(Answer answer) {
        if (answer instanceof Answer.Done done) {
            tell(done.record());
        }
        return answer;
    }

    private void tell(TriageRecord record) {
        log.publish(LogTopics.TRIAGE, record)
                .onFailure(cause -> LOG.log(WARNING, "cannot log what became of a call for help", cause));
    }

    private long now() {
        return clockMillis.getAsLong();
    }
}
