package dev.fleetrl.robot.ros.dds;

import java.net.DatagramSocket;
import java.net.SocketException;
import java.util.List;
import java.util.stream.IntStream;

/** ROS 2 domains of this machine. */
public final class Domains {
    /** Above it, domains use ports that Linux hands out to anybody. */
    private static final int HIGHEST_SAFE = 101;

    private Domains() {}

    /**
     * So many that nobody on this machine has joined. Who joins one a moment later is not seen.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    public static List<Integer> unused(int count) {
        List<Integer> unused = IntStream.rangeClosed(1, HIGHEST_SAFE)
                .filter(Domains::isUnused)
                .limit(count)
                .boxed()
                .toList();
        if (unused.size() < count) {
            throw new IllegalArgumentException(
                    "of the ROS 2 domains 1 to " + HIGHEST_SAFE + " only " + unused.size() + " are unused");
        }
        return unused;
    }

    /** The first participant of a domain holds its port. */
    private static boolean isUnused(int domain) {
        try (DatagramSocket socket = new DatagramSocket(Profiles.unicastPort(domain, 0))) {
            return socket.isBound();
        } catch (SocketException taken) {
            return false;
        }
    }
}
