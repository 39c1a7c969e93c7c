package dev.fleetrl.local.broker;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A network between a client and a broker that can be pulled out, without a goodbye, and put back. */
final class Cable {
    private final Vertx vertx;
    private final int brokerPort;
    private final int port;
    private final NetClient toBroker;
    private final Queue<NetSocket> sockets = new ConcurrentLinkedQueue<>();
    private NetServer server;

    /** Plugged in. */
    Cable(Vertx vertx, int brokerPort) {
        this.vertx = vertx;
        this.brokerPort = brokerPort;
        toBroker = vertx.createNetClient();
        server = listen(0);
        port = server.actualPort();
    }

    int port() {
        return port;
    }

    void cut() {
        server.close().await();
        sockets.forEach(socket -> socket.close().await());
        sockets.clear();
    }

    void mend() {
        server = listen(port);
    }

    private NetServer listen(int wanted) {
        return vertx.createNetServer()
                .connectHandler(this::join)
                .listen(wanted, "127.0.0.1")
                .await();
    }

    private void join(NetSocket client) {
        client.pause();
        sockets.add(client);
        toBroker.connect(brokerPort, "127.0.0.1")
                .onFailure(cause -> client.close())
                .onSuccess(broker -> {
                    sockets.add(broker);
                    client.pipeTo(broker);
                    broker.pipeTo(client);
                });
    }
}
