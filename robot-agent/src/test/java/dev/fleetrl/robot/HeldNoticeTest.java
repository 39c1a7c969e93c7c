package dev.fleetrl.robot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Authority;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.robot.control.ControlArbiter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldNoticeTest {
    private static final RobotId ROBOT = new RobotId("arm-1");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "HOLD, held-by-kim, held",
        "HOLD, reset-the-scene, held",
        "STOPPED, stopped-by-kim, held",
        "AUTONOMOUS, resumed, driven",
        "ALIGN, taken-over, driven",
        "HUMAN, operator-moves, driven"
    })
    void saysWhetherTheRobotIsHeldAndWhoSaysSo(ControlMode mode, String reason, String held) throws Exception {
        notice().tell(new Authority(mode, Optional.empty(), 3, reason));

        assertThat(folder.resolve("arm-1.control"))
                .content()
                .isEqualTo(ProcessHandle.current().pid() + " " + held + " " + mode + " " + reason + "\n");
    }

    /** The policy may answer at any moment. */
    @Test
    void doesNotCallARobotHeldThatWaitsForItsPolicy() throws Exception {
        notice().tell(new Authority(ControlMode.HOLD, Optional.empty(), 3, ControlArbiter.POLICY_SILENT));

        assertThat(folder.resolve("arm-1.control")).content().contains(" driven HOLD ");
    }

    @Test
    void leavesNoOldWordWhereTheNewOneCannotBeWritten() throws Exception {
        HeldNotice notice = notice();
        notice.tell(new Authority(ControlMode.HOLD, Optional.empty(), 3, "held-by-kim"));
        Files.createDirectory(folder.resolve("arm-1.control.next"));

        notice.tell(new Authority(ControlMode.AUTONOMOUS, Optional.empty(), 3, "resumed"));

        assertThat(folder.resolve("arm-1.control")).doesNotExist();
    }

    @Test
    void saysNothingWhereSystemdHasNotStartedIt() {
        assertThat(HeldNotice.here(Map.of(), ROBOT)).isEmpty();
    }

    private HeldNotice notice() {
        return HeldNotice.here(Map.of("RUNTIME_DIRECTORY", folder.toString()), ROBOT)
                .orElseThrow();
    }
}
