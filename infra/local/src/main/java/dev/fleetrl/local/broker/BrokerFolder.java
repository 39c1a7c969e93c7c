package dev.fleetrl.local.broker;

import dev.fleetrl.local.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A broker's folder, held by one process. It remembers ports that were chosen freely, so that clients find the broker
 * where it was before a restart.
 */
final class BrokerFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel lock;

    private BrokerFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static BrokerFolder open(Path folder) {
        FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return new BrokerFolder(folder, channel);
            }
        } catch (OverlappingFileLockException e) {
            close(channel);
            throw taken(folder);
        } catch (IOException e) {
            close(channel);
            throw new UserError(
                    "cannot write to " + folder.toAbsolutePath() + "; choose another data folder or correct its rights",
                    e);
        }
        close(channel);
        throw taken(folder);
    }

    Path resolve(String name) {
        return folder.resolve(name);
    }

    /** The port asked for; for 0 the one of last time if it is still free, else any. */
    int port(String name, int wanted) {
        if (wanted != 0) {
            checkFree(wanted);
            return wanted;
        }
        Path file = folder.resolve(name + ".port");
        try {
            if (Files.exists(file)) {
                int last = Integer.parseInt(Files.readString(file).strip());
                if (isFree(last)) {
                    return last;
                }
            }
            int port = anyFree();
            Files.writeString(file, Integer.toString(port));
            return port;
        } catch (IOException | NumberFormatException e) {
            throw new UserError("cannot use " + file.toAbsolutePath() + "; delete it and start again", e);
        }
    }

    static void checkFree(int port) {
        if (!isFree(port)) {
            throw new UserError("port " + port + " is in use; stop what uses it, or choose another (0: any)");
        }
    }

    static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // A port in TIME_WAIT is free.
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static UserError taken(Path folder) {
        return new UserError(
                "another FleetRL runs on " + folder.toAbsolutePath() + "; stop it, or choose another data folder");
    }

    @Override
    public void close() {
        close(lock);
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
