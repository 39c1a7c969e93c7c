package dev.fleetrl.local.broker;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A network between a client and a broker that can be pulled out, without a goodbye, and put back. The port stays bound
 * meanwhile, or another process could take it; who comes is turned away at once.
 */
final class Cable {
    private final int brokerPort;
    private final int port;
    private final NetClient toBroker;
    private final Queue<NetSocket> sockets = new ConcurrentLinkedQueue<>();
    private volatile boolean isCut;

    /** Plugged in. */
    Cable(Vertx vertx, int brokerPort) {
        this.brokerPort = brokerPort;
        toBroker = vertx.createNetClient();
        NetServer server = vertx.createNetServer()
                .connectHandler(this::join)
                .listen(0, "127.0.0.1")
                .await();
        port = server.actualPort();
    }

    int port() {
        return port;
    }

    void cut() {
        isCut = true;
        sockets.forEach(socket -> socket.close().await());
        sockets.clear();
    }

    void mend() {
        isCut = false;
    }

    private void join(NetSocket client) {
        if (isCut) {
            client.close();
            return;
        }
        client.pause();
        sockets.add(client);
        toBroker.connect(brokerPort, "127.0.0.1")
                .onFailure(cause -> client.close())
                .onSuccess(broker -> {
                    sockets.add(broker);
                    client.pipeTo(broker);
                    broker.pipeTo(client);
                    if (isCut) {
                        client.close();
                        broker.close();
                    }
                });
    }
}
