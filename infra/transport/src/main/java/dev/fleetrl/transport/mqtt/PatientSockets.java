package dev.fleetrl.transport.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.SocketFactory;

/**
 * Sockets that close a moment later. Paho closes at once after its goodbye, and Artemis, which handles the two on different
 * threads, may see the end of the connection before the goodbye and publish the will of a client that left in order.
 */
final class PatientSockets extends SocketFactory {
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    @Override
    public Socket createSocket() {
        return new PatientSocket();
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
