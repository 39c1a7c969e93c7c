package dev.fleetrl.controller.api;

import dev.fleetrl.contracts.CertificateRenewal;
import dev.fleetrl.contracts.CertificateRequest;
import dev.fleetrl.contracts.EnrolmentToken;
import dev.fleetrl.contracts.IssuedCertificate;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.controller.identity.Enrolment;
import dev.fleetrl.controller.ingest.Worker;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;

/** Robots' certificates. */
final class IdentityResource {
    private final Enrolment enrolment;
    private final Worker worker;

    /** @param worker runs one call at a time */
    IdentityResource(Enrolment enrolment, Worker worker) {
        this.enrolment = enrolment;
        this.worker = worker;
    }

    Future<Reply> token(RoutingContext request) {
        RobotId robot = Query.path(request, "id", RobotId::new);
        return answer(EnrolmentToken.class, () -> enrolment.token(robot));
    }

    Future<Reply> enrol(RoutingContext request) {
        CertificateRequest asked = Query.body(request, CertificateRequest.class);
        return answer(IssuedCertificate.class, () -> enrolment.enrol(asked));
    }

    Future<Reply> renew(RoutingContext request) {
        CertificateRenewal asked = Query.body(request, CertificateRenewal.class);
        return answer(IssuedCertificate.class, () -> enrolment.renew(asked));
    }

    private <M> Future<Reply> answer(Class<M> type, Callable<M> work) {
        return worker.call(() -> Reply.json(type, work.call())).recover(cause -> {
            if (cause instanceof Enrolment.Refused) {
                return Future.failedFuture(ApiError.forbidden(String.valueOf(cause.getMessage())));
            }
            return Future.failedFuture(
                    cause instanceof IllegalArgumentException
                            ? ApiError.badRequest(String.valueOf(cause.getMessage()))
                            : cause);
        });
    }
}
