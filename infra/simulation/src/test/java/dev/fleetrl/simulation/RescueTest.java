package dev.fleetrl.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Authority;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.simulation.arm.ToolTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scripted human at a real cell, with the simplest possible authority between them. */
class RescueTest {
    private static final OperatorId ADA = new OperatorId("ada");
    private static final float[] STAY = {0, 0, 0, 0, 0, 0, 1};

    private final List<String> asked = new ArrayList<>();
    private Authority authority = new Authority(ControlMode.AUTONOMOUS, Optional.empty(), 1, "started");

    /** The policy stands still until it is rescued, and then knows how to go on. */
    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"pick,1", "sort,2", "drawer-store,3", "insert,4", "box,5"})
    void bringsAStuckRobotBackToWork(String task, long seed) {
        ScriptedHuman human = new ScriptedHuman(ADA, seed);
        try (SimulatedCell cell = SimulatedCell.open(Tasks.byId(new TaskId(task)), seed)) {
            for (long tick = 0; cell.status().ending().isEmpty(); tick++) {
                obey(cell, human.onTick(tick * 20, cell.view(), authority));
                if (authority.mode() == ControlMode.AUTONOMOUS && tick % 5 == 0) {
                    float[] action = asked.contains("Resume")
                            ? ScriptedExpert.exact().act(cell).executed().toArray()
                            : STAY;
                    cell.step(action);
                    tick += 4;
                } else {
                    cell.advance();
                }
            }

            assertThat(cell.status().ending().get().outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(asked).containsExactly("TakeOver", "Release", "HandBack", "Resume");
        }
    }

    private void obey(SimulatedCell cell, Intent intent) {
        if (intent instanceof Intent.Drive drive) {
            ToolTarget target = cell.commanded();
            cell.command(target.moved(action(drive), SimulatedCell.TICK_SECONDS));
            return;
        }
        if (intent instanceof Intent.TakeOver) {
            authority = new Authority(ControlMode.ALIGN, Optional.of(ADA), 2, "taken-over");
        } else if (intent instanceof Intent.HandBack) {
            authority = new Authority(ControlMode.HOLD, Optional.empty(), 3, "handed-back");
        } else if (intent instanceof Intent.Resume) {
            authority = new Authority(ControlMode.AUTONOMOUS, Optional.empty(), 3, "resumed");
        }
        cell.attended(authority.mode() != ControlMode.AUTONOMOUS);
        if (!(intent instanceof Intent.None)) {
            asked.add(intent.getClass().getSimpleName());
        }
    }

    private static float[] action(Intent.Drive drive) {
        Vec twist = drive.twist();
        return new float[] {
            twist.at(0), twist.at(1), twist.at(2), twist.at(3), twist.at(4), twist.at(5), drive.gripper()
        };
    }
}
