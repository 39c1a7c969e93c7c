package dev.fleetrl.system.openpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.local.soak.Soak;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hostile clients of a policy server, over real sockets: each of their frames is answered, or refused with one short line and the end of
 * the connection. Between them a sound client is always answered, rightly. All seeds share one server, whose memory stays where it was.
 */
public final class OpenpiSoak implements Soak {
    private static final int FRAMES = 250;
    private static final int SOUND_EVERY = 10;
    /** One seed in so many waits until the slow ones are shut out, and sends too large a frame. */
    private static final int THOROUGH_EVERY = 10;

    private static final int HUGE_BYTES = 8 * 1024 * 1024 + 1;
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

    private static final int LIMIT_MILLIS = 60_000;
    /** What the first seeds leave behind, such as pools and compiled code, does not count. */
    private static final int SETTLING_SEEDS = 20;

    private static final long MOST_GROWTH_BYTES = 64L << 20;
    private static final Logger LOG = Logger.getLogger("dev.fleetrl");
    private static int seeds;
    private static long settledBytes;

    public OpenpiSoak() {
        LOG.setLevel(Level.SEVERE);
        Logger.getLogger("io.vertx").setLevel(Level.SEVERE);
    }

    @Override
    public String name() {
        return "openpi";
    }

    @Override
    public Map<String, Integer> run(long seed, Path folder) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Integer> seen =
                new TreeMap<>(Map.of("frames", 0, "answered", 0, "refused", 0, "sound", 0, "slow", 0, "huge", 0));
        boolean isThorough = seed % THOROUGH_EVERY == 0;
        try (SoakClient sound = new SoakClient()) {
            List<Socket> dawdlers = isThorough ? dawdlers(random) : List.of();
            send(new HostileFrames(random), sound, random, seen);
            for (Socket dawdler : dawdlers) {
                assertShutOut(dawdler);
                seen.merge("slow", 1, Integer::sum);
            }
            wordsAndTwoAtATime(seen);
            if (isThorough) {
                huge(seen);
            }
            ask(sound, random, seen);
        }
        remember();
        return seen;
    }

    private static void send(
            HostileFrames frames, SoakClient sound, SplittableRandom random, Map<String, Integer> seen) {
        SoakClient hostile = new SoakClient();
        for (int i = 0; i < FRAMES; i++) {
            hostile.send(frames.next());
            boolean isAnswered = hostile.isAnswered();
            seen.merge("frames", 1, Integer::sum);
            seen.merge(isAnswered ? "answered" : "refused", 1, Integer::sum);
            if (!isAnswered) {
                hostile.close();
                hostile = new SoakClient();
            }
            if (i % SOUND_EVERY == 0) {
                ask(sound, random, seen);
            }
        }
        hostile.close();
    }

    private static void ask(SoakClient sound, SplittableRandom random, Map<String, Integer> seen) {
        float ahead = random.nextInt(1000) / 1000f;
        sound.send(HostileFrames.question(ahead));
        assertThat(sound.answer().finite("actions").orElseThrow().at(0)).isEqualTo(ahead);
        seen.merge("sound", 1, Integer::sum);
    }

    private static void wordsAndTwoAtATime(Map<String, Integer> seen) {
        try (SoakClient words = new SoakClient()) {
            words.say("what now?");
            assertThat(words.isAnswered()).isFalse();
        }
        try (SoakClient two = new SoakClient()) {
            two.send(HostileFrames.question(1));
            two.send(HostileFrames.question(2));
            two.twoAreAnsweredOrRefused();
        }
        seen.merge("refused", 1, Integer::sum);
        seen.merge("frames", 3, Integer::sum);
    }

    private static void huge(Map<String, Integer> seen) {
        try (SoakClient huge = new SoakClient()) {
            huge.send(new byte[HUGE_BYTES]);
            assertThat(huge.end()).isIn(-1, 1002, 1006, 1008, 1009);
        }
        seen.merge("huge", 1, Integer::sum);
        seen.merge("frames", 1, Integer::sum);
    }

    /** One says nothing, one begins a request, one begins a frame; then they wait. */
    private static List<Socket> dawdlers(SplittableRandom random) throws IOException {
        String request = UPGRADE.substring(0, random.nextInt(UPGRADE.length() - 1));
        byte[] frame = {(byte) 0x82, (byte) 0xFE, (byte) random.nextInt(256), (byte) random.nextInt(256), 1, 2, 3, 4, 5
        };
        List<Socket> dawdlers = new ArrayList<>();
        for (String words : List.of("", request, UPGRADE)) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), SoakedServer.port());
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
            if (words.equals(UPGRADE)) {
                socket.getOutputStream().write(frame);
            }
            dawdlers.add(socket);
        }
        return dawdlers;
    }

    private static void assertShutOut(Socket dawdler) throws IOException {
        try (dawdler) {
            while (dawdler.getInputStream().read() >= 0) {
                // Whatever it is told first.
            }
        } catch (SocketException reset) {
            assertThat(reset).isNotNull();
        }
    }

    private static synchronized void remember() {
        seeds++;
        if (seeds < SETTLING_SEEDS || seeds % THOROUGH_EVERY != 0) {
            return;
        }
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        if (settledBytes == 0) {
            settledBytes = used;
        }
        assertThat(used).as("bytes used after seed %d", seeds).isLessThan(settledBytes + MOST_GROWTH_BYTES);
    }
}
