package dev.fleetrl.controller.triage;

import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.HelpTicket;
import dev.fleetrl.contracts.HelpTicket.State;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.controller.allocation.operators.Need;
import dev.fleetrl.controller.allocation.operators.Need.Signals;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One robot's call, as the queue keeps it. */
final class Ticket {
    private static final double MILLIS = 1000;

    HelpRequest help;
    Optional<TaskId> task;
    long sinceMillis;
    long heardAtMillis;
    State state = State.OPEN;

    @Nullable
    OperatorId operator;

    boolean escalated;
    boolean helped;
    long claimedUntilMillis;

    Ticket(HelpRequest help, Optional<TaskId> task, long sinceMillis) {
        this.help = help;
        this.task = task;
        this.sinceMillis = sinceMillis;
        heardAtMillis = sinceMillis;
    }

    void become(State next, @Nullable OperatorId by) {
        state = next;
        operator = by;
    }

    HelpTicket told(List<Double> score, String why) {
        return new HelpTicket(
                help.robot(),
                help.episode(),
                help.reason(),
                task,
                sinceMillis,
                state,
                Optional.ofNullable(operator),
                escalated,
                help.stalledSeconds(),
                help.valueDrop(),
                score,
                why);
    }

    Need need(SiteId site, long nowMillis) {
        double stalled = help.stalledSeconds()
                .map(seconds -> seconds + (nowMillis - heardAtMillis) / MILLIS)
                .orElse(0.0);
        Signals signals = new Signals(help.isBlocking(), 0, 0, help.valueDrop().orElse(0.0), stalled);
        return new Need(help.robot(), site, task, sinceMillis, signals);
    }
}
