package dev.fleetrl.robot;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.Authority;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.robot.control.ControlArbiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * Says on this machine whether a robot is held, for who would restart its agent: one line in the folder that systemd gives the running
 * service, {@code PID held|driven MODE REASON}. It counts only while that process lives.
 */
final class HeldNotice {
    private static final System.Logger LOG = System.getLogger(HeldNotice.class.getName());

    private final Path file;
    private final Path next;
    private final long pid;

    HeldNotice(Path folder, RobotId robot, long pid) {
        file = folder.resolve(robot + ".control");
        next = folder.resolve(robot + ".control.next");
        this.pid = pid;
    }

    /** Present where systemd has started this process. */
    static Optional<HeldNotice> here(RobotId robot) {
        return here(System.getenv(), robot);
    }

    static Optional<HeldNotice> here(Map<String, String> environment, RobotId robot) {
        return Optional.ofNullable(environment.get("RUNTIME_DIRECTORY"))
                .map(folder -> new HeldNotice(
                        Path.of(folder), robot, ProcessHandle.current().pid()));
    }

    /** The old line or the new one is read, never half of one; where the new one cannot be written there is none. */
    void tell(Authority authority) {
        try {
            Files.writeString(next, line(authority));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.log(WARNING, "cannot say in " + file + " whether the robot is held; an update will be refused", e);
            withdraw();
        }
    }

    private String line(Authority authority) {
        String held = ControlArbiter.isHeld(authority) ? "held" : "driven";
        return pid + " " + held + " " + authority.mode() + " " + authority.reason() + "\n";
    }

    private void withdraw() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(WARNING, "an old word stays in " + file, e);
        }
    }
}
