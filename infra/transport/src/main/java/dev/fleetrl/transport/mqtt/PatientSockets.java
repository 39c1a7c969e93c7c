package dev.fleetrl.transport.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.SocketFactory;

/**
 * Sockets that send at once, and close a moment later. Left alone, a second small message waits for the answer to the first, which
 * the other side may withhold for 40 ms: a stop behind a motion would, too. And Paho closes at once after its goodbye, and Artemis, which handles the two on different
 * threads, may see the end of the connection before the goodbye and publish the will of a client that left in order.
 */
final class PatientSockets extends SocketFactory {
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    @Override
    public Socket createSocket() throws IOException {
        Socket socket = new PatientSocket();
        socket.setTcpNoDelay(true);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("connect() comes later");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
        throw new UnsupportedOperationException("connect() comes later");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException("connect() comes later");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
        throw new UnsupportedOperationException("connect() comes later");
    }

    private static final class PatientSocket extends Socket {
        @Override
        public synchronized void close() throws IOException {
            if (isConnected() && !isClosed()) {
                LockSupport.parkNanos(PATIENCE_NANOS);
            }
            super.close();
        }
    }
}
