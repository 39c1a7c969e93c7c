package dev.fleetrl.policy.serving;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A client that goes on sending a little something for ever, until the server has enough of it. */
final class Dawdler implements AutoCloseable {
    private static final String UPGRADE = String.join(
            "\r\n",
            "GET / HTTP/1.1",
            "Host: x",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "",
            "");
    private static final byte[] MASKED_FRAME_OF_A_THOUSAND = {(byte) 0x82, (byte) 0xFE, 0x03, (byte) 0xE8, 0, 0, 0, 0};
    private static final int PAUSE_MILLIS = 50;

    private final Socket socket;
    private final Thread thread;

    private Dawdler(int port, byte[] first, byte[] again) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(Peer.LIMIT_SECONDS));
        socket.getOutputStream().write(first);
        thread = new Thread(() -> dribble(again));
        thread.start();
    }

    static Dawdler silent(int port) throws IOException {
        return new Dawdler(port, new byte[0], new byte[0]);
    }

    static Dawdler inItsRequest(int port) throws IOException {
        return new Dawdler(port, ascii("GET / HTTP/1.1\r\nHost: x\r\n"), ascii("X-A: b\r\n"));
    }

    static Dawdler inItsFrame(int port) throws IOException {
        byte[] upgrade = ascii(UPGRADE);
        byte[] first = new byte[upgrade.length + MASKED_FRAME_OF_A_THOUSAND.length];
        System.arraycopy(upgrade, 0, first, 0, upgrade.length);
        System.arraycopy(MASKED_FRAME_OF_A_THOUSAND, 0, first, upgrade.length, MASKED_FRAME_OF_A_THOUSAND.length);
        return new Dawdler(port, first, new byte[] {1});
    }

    /** It answers pings, or could: each part is followed by a pong. */
    static Dawdler inThePartsOfItsMessage(int port) throws IOException {
        byte[] upgrade = ascii(UPGRADE);
        byte[] part = {0, (byte) 0x81, 0, 0, 0, 0, 1, (byte) 0x8A, (byte) 0x80, 0, 0, 0, 0};
        byte[] first = new byte[upgrade.length + part.length];
        System.arraycopy(upgrade, 0, first, 0, upgrade.length);
        System.arraycopy(part, 0, first, upgrade.length, part.length);
        first[upgrade.length] = 2; // a binary message begins, and does not end
        return new Dawdler(port, first, part);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void dribble(byte[] again) {
        try {
            while (!socket.isClosed()) {
                socket.getOutputStream().write(again);
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS); // its slowness is what is tested
            }
        } catch (IOException closed) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for it. */
    boolean isShutOut() throws IOException {
        InputStream in = socket.getInputStream();
        try {
            while (in.read() >= 0) {
                // What it was told before does not matter here.
            }
            return true;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
