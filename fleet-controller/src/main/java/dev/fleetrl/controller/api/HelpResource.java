package dev.fleetrl.controller.api;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.controller.fleet.HelpDesk;
import dev.fleetrl.controller.triage.TriageQueue.Answer;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** The queue of calls for help. Who asks is what the page's backend says, and where a script asks, what it says itself. */
final class HelpResource {
    private final HelpDesk desk;

    HelpResource(HelpDesk desk) {
        this.desk = desk;
    }

    /** Who asks. */
    record Somebody(OperatorId operator) {}

    Future<Reply> queue(RoutingContext request) {
        return Reply.now(Answers.Help.class, new Answers.Help(desk.tickets()));
    }

    Future<Reply> claim(RoutingContext request) {
        return answer(desk.claim(robot(request), who(request)));
    }

    Future<Reply> release(RoutingContext request) {
        return answer(desk.release(robot(request), who(request)));
    }

    Future<Reply> escalate(RoutingContext request) {
        return answer(desk.escalate(robot(request), who(request)));
    }

    private Future<Reply> answer(Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            throw ApiError.conflict(refused.reason());
        }
        return Reply.now(Answers.Help.class, new Answers.Help(desk.tickets()));
    }

    private static RobotId robot(RoutingContext request) {
        return Query.path(request, "id", RobotId::new);
    }

    private static OperatorId who(RoutingContext request) {
        return Query.signedIn(request)
                .orElseGet(() -> Query.body(request, Somebody.class).operator());
    }
}
