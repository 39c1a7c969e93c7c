package dev.fleetrl.controller.api;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.OperatorId;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** What a request says, checked. */
final class Query {
    /** Set by the page's backend, from the sign-in; whatever a browser says of it is overwritten there. */
    private static final String OPERATOR = "X-FleetRL-Operator";

    private Query() {}

    static <T> T path(RoutingContext request, String name, Function<String, T> read) {
        return checked(String.valueOf(request.pathParam(name)), read);
    }

    static <T> Optional<T> parameter(RoutingContext request, String name, Function<String, T> read) {
        return request.queryParam(name).stream()
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> checked(value, read));
    }

    /** Who is signed in at the page, believed before what a body says; empty where a script asks. */
    static Optional<OperatorId> signedIn(RoutingContext request) {
        return Optional.ofNullable(request.request().getHeader(OPERATOR))
                .filter(name -> !name.isBlank())
                .map(name -> checked(name, OperatorId::new));
    }

    static int number(RoutingContext request, String name, int otherwise, int most) {
        int number = parameter(request, name, Integer::valueOf).orElse(otherwise);
        check(number >= 1 && number <= most, name + " must be between 1 and " + most + ", not " + number);
        return number;
    }

    static <M> M body(RoutingContext request, Class<M> type) {
        Buffer body = request.body().buffer();
        if (body == null || body.length() == 0) {
            throw ApiError.badRequest(
                    "send a " + type.getSimpleName() + " as JSON; /api/v1/openapi.yaml shows its fields");
        }
        try {
            return Codec.JSON.decode(type, body.getBytes());
        } catch (IOException e) {
            throw ApiError.badRequest("this is no " + type.getSimpleName() + ": "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw ApiError.badRequest(otherwise);
        }
    }

    static <T> T checked(String value, Function<String, T> read) {
        try {
            return read.apply(value);
        } catch (NumberFormatException e) {
            throw ApiError.badRequest("'" + value + "' is no number");
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
