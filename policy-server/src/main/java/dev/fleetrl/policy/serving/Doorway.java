package dev.fleetrl.policy.serving;

import static java.lang.System.Logger.Level.DEBUG;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Lets clients in: a key where one is asked for, not too many, and nobody who dawdles before the first word. Owned by one event loop. */
final class Doorway {
    private static final System.Logger LOG = System.getLogger(Doorway.class.getName());
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 503;
    private static final int UPGRADE_REQUIRED = 426;

    private final Vertx vertx;
    private final Door door;
    /** Connections that have not become WebSockets, and the timer that ends each. */
    private final Map<HttpConnection, Long> knocking = new HashMap<>();

    private int clients;

    /** Takes a client over. */
    @FunctionalInterface
    interface Host {
        /**
         * Called at once when the client is in.
         *
         * @param client the name of its key
         * @param left to be run when it is gone
         */
        void welcome(ServerWebSocket socket, Optional<String> client, Runnable left);
    }

    Doorway(Vertx vertx, Door door) {
        this.vertx = vertx;
        this.door = door;
    }

    int clients() {
        return clients;
    }

    void knocked(HttpConnection connection) {
        if (knocking.size() + clients >= door.maxConnections()) {
            connection.close().onFailure(Doorway::gone);
            return;
        }
        knocking.put(connection, patience(connection));
        connection.closeHandler(closed -> forget(connection));
    }

    private long patience(HttpConnection connection) {
        return vertx.setTimer(
                TimeUnit.SECONDS.toMillis(door.handshakeSeconds()),
                late -> connection.close().onFailure(Doorway::gone));
    }

    private void forget(HttpConnection connection) {
        Long timer = knocking.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }

    /** A request that is none of the server's pages: an upgrade, or a mistake. */
    void enter(HttpServerRequest request, Host host) {
        if (!request.canUpgradeToWebSocket()) {
            refuse(request, UPGRADE_REQUIRED, "ask over a WebSocket\n");
            return;
        }
        Optional<String> client = door.keys().flatMap(keys -> keys.client(request.getHeader("authorization")));
        if (door.keys().isPresent() && client.isEmpty()) {
            request.response().putHeader("www-authenticate", "Api-Key");
            refuse(request, UNAUTHORIZED, "a key is needed: Authorization: Api-Key KEY\n");
            return;
        }
        if (clients >= door.maxConnections()) {
            refuse(request, TOO_MANY, "too many clients are here; ask another server\n");
            return;
        }
        HttpConnection connection = request.connection();
        request.toWebSocket()
                .onSuccess(socket -> {
                    forget(connection);
                    clients++;
                    host.welcome(socket, client, () -> clients--);
                })
                .onFailure(Doorway::gone);
    }

    /** Each whole request earns time for another. */
    void answered(HttpConnection connection) {
        if (knocking.containsKey(connection)) {
            forget(connection);
            knocking.put(connection, patience(connection));
        }
    }

    private static void refuse(HttpServerRequest request, int status, String line) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "text/plain")
                .end(Buffer.buffer(line))
                .onFailure(Doorway::gone);
    }

    private static void gone(Throwable cause) {
        LOG.log(DEBUG, "a client left before its answer", cause);
    }
}
