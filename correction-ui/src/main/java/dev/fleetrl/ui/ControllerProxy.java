package dev.fleetrl.ui;

import static java.lang.System.Logger.Level.DEBUG;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.ui.people.ApiRule;
import dev.fleetrl.ui.people.Person;
import dev.fleetrl.ui.people.Right;
import dev.fleetrl.ui.signin.SignIn;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands {@code /api/*} on to the fleet-controller, so that a tablet needs to reach one address only: what the person may ask for,
 * and in their name.
 */
final class ControllerProxy {
    private static final System.Logger LOG = System.getLogger(ControllerProxy.class.getName());
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int BAD_REQUEST = 400;
    private static final int BAD_GATEWAY = 502;

    /** The controller believes it; of what a browser sends, only body and type of content are handed on. */
    private static final String OPERATOR = "X-FleetRL-Operator";

    private static final int MOST_REASON_CHARS = 300;
    private static final long LIMIT_MILLIS = 15_000;

    private final WebClient client;
    private final URI controller;
    private final SignIn signIn;
    private final Audit audit;

    ControllerProxy(WebClient client, URI controller, SignIn signIn, Audit audit) {
        this.client = client;
        this.controller = controller;
        this.signIn = signIn;
        this.audit = audit;
    }

    void handle(RoutingContext routing) {
        Person person = signIn.atApi(routing.request());
        ApiRule rule = ApiRule.of(routing.request().method().name(), routing.normalizedPath());
        Optional<String> refusal = rule.refusal(person);
        boolean writes = !routing.request().method().equals(HttpMethod.GET);
        if (writes) {
            signIn.use(signIn.session(routing.request()));
        }
        Asked asked = new Asked(person, rule, writes);
        if (refusal.isPresent()) {
            refused(asked, refusal.get());
            answer(routing, person.isSignedIn() ? FORBIDDEN : UNAUTHORIZED, refusal.get());
        } else {
            handOn(routing, asked);
        }
    }

    /** Somebody's call, and what it counts as. */
    private record Asked(Person person, ApiRule rule, boolean writes) {
        /** Who reads leaves no trace, and robots that ask for certificates are no people. */
        boolean isTold() {
            return writes && !rule.right().equals(Optional.of(Right.GREET));
        }
    }

    private void handOn(RoutingContext routing, Asked asked) {
        Buffer body = routing.body() == null || routing.body().buffer() == null
                ? Buffer.buffer()
                : routing.body().buffer();
        var request = client.request(
                        routing.request().method(),
                        controller.getPort(),
                        controller.getHost(),
                        routing.request().uri())
                .timeout(LIMIT_MILLIS);
        String type = routing.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null) {
            request.putHeader(HttpHeaders.CONTENT_TYPE.toString(), type);
        }
        if (asked.person().isSignedIn()) {
            request.putHeader(OPERATOR, asked.person().name().value());
        }
        request.sendBuffer(body)
                .onSuccess(answer -> keep(
                        asked,
                        Optional.of(answer.statusCode() < BAD_REQUEST),
                        answer.statusCode() < BAD_REQUEST ? "" : firstChars(answer.bodyAsString())))
                .onFailure(cause -> keep(asked, Optional.empty(), "the fleet-controller does not answer"))
                .compose(answer -> copy(answer, routing.response()))
                .onFailure(cause -> refuse(routing, cause));
    }

    private void refused(Asked asked, String reason) {
        ApiRule rule = asked.rule();
        if (asked.isTold()) {
            audit.refused(asked.person(), rule.action(), rule.robot(), rule.subject(), reason);
        }
    }

    private void keep(Asked asked, Optional<Boolean> accepted, String reason) {
        ApiRule rule = asked.rule();
        if (asked.isTold()) {
            audit.keep(asked.person(), rule.action(), rule.robot(), rule.subject(), accepted, reason);
        }
    }

    private static String firstChars(@Nullable String body) {
        return body == null ? "" : body.substring(0, Math.min(MOST_REASON_CHARS, body.length()));
    }

    private static Future<Void> copy(HttpResponse<Buffer> answer, HttpServerResponse response) {
        response.setStatusCode(answer.statusCode());
        String type = answer.getHeader(HttpHeaders.CONTENT_TYPE.toString());
        if (type != null) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, type);
        }
        return response.end(answer.body() == null ? Buffer.buffer() : answer.body());
    }

    private void refuse(RoutingContext routing, Throwable cause) {
        LOG.log(DEBUG, "fleet-controller", cause);
        if (!routing.response().ended() && !routing.response().closed()) {
            answer(routing, BAD_GATEWAY, "the fleet-controller at " + controller + " does not answer; is it running?");
        }
    }

    static void answer(RoutingContext routing, int status, String error) {
        routing.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(Buffer.buffer(Codec.JSON.encode(Refusal.class, new Refusal(error))))
                .onFailure(cause -> LOG.log(DEBUG, "answer is lost", cause));
    }

    record Refusal(String error) {}
}
