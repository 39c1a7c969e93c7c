package dev.fleetrl.controller.api;

import dev.fleetrl.contracts.AuditRecord;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.controller.fleet.FleetController;
import dev.fleetrl.controller.registry.AuditTrail;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Who did what. */
final class AuditResource {
    private static final int PAGE = 100;
    private static final int MOST = 1000;

    private final FleetController controller;

    AuditResource(FleetController controller) {
        this.controller = controller;
    }

    Future<Reply> records(RoutingContext request) {
        AuditTrail.Question question = new AuditTrail.Question(
                Query.parameter(request, "robot", RobotId::new),
                Query.parameter(request, "operator", OperatorId::new),
                Query.parameter(request, "after", Long::valueOf).orElse(Long.MIN_VALUE),
                Query.number(request, "limit", PAGE, MOST));
        return Reply.now(
                Answers.Audit.class,
                new Answers.Audit(controller.state().audit().newest(question)));
    }

    Future<Reply> keep(RoutingContext request) {
        AuditRecord record = Query.body(request, AuditRecord.class);
        return controller.keep(LogTopics.AUDIT, record).map(kept -> Reply.json(AuditRecord.class, record));
    }
}
