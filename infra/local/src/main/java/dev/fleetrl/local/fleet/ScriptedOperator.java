package dev.fleetrl.local.fleet;

import static java.lang.System.Logger.Level.DEBUG;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.EpisodeProgress;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import dev.fleetrl.simulation.Intent;
import dev.fleetrl.simulation.ScriptedHuman;
import dev.fleetrl.ui.OperatorClient;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A scripted person at one robot: {@link ScriptedHuman} decides, and what it decides goes to the page's WebSocket, the very
 * path of a person at a tablet. It looks only after policies that practise; evaluations and demonstrations are left alone.
 *
 * <p>{@link #onStep} runs on the robot's control thread.
 */
final class ScriptedOperator {
    private static final System.Logger LOG = System.getLogger(ScriptedOperator.class.getName());
    private static final long REPEAT_MILLIS = 1000;
    private static final Vec STILL = Vec.of(0, 0, 0, 0, 0, 0);

    private final OperatorId self;
    private final RobotId robot;
    private final SimulatedRobot arm;
    private final Attention attention;
    private final Future<OperatorClient> tablet;
    private @Nullable EpisodeId episode;
    private long repeatAtMillis;
    private boolean mayGoOn;
    private ScriptedHuman human;

    ScriptedOperator(
            OperatorId self, RobotId robot, SimulatedRobot arm, Attention attention, Future<OperatorClient> tablet) {
        this.self = self;
        this.robot = robot;
        this.arm = arm;
        this.attention = attention;
        this.tablet = tablet;
        human = new ScriptedHuman(self, 0);
    }

    void onStep(RobotState state, long robotMillis) {
        Optional<EpisodePlan> plan =
                state.episode().map(EpisodeProgress::plan).filter(ScriptedOperator::mayBeCorrected);
        boolean isMine = state.authority().holder().filter(self::equals).isPresent();
        if (plan.isEmpty() || !tablet.succeeded()) {
            leaveInOrder(state, isMine, robotMillis);
            return;
        }
        if (!plan.get().episode().equals(episode)) {
            episode = plan.get().episode();
            human = new ScriptedHuman(self, plan.get().seed());
        }
        act(human.onTick(robotMillis, arm.cell().view(), state.authority()));
    }

    /** Between episodes: gives back what is held, and lets a robot go on that the guard had stopped. */
    private void leaveInOrder(RobotState state, boolean isMine, long robotMillis) {
        attention.release(robot);
        if (!tablet.succeeded() || state.episode().isPresent() || robotMillis < repeatAtMillis) {
            return;
        }
        repeatAtMillis = robotMillis + REPEAT_MILLIS;
        if (isMine) {
            mayGoOn = true;
            ask(tablet.result().handBack(robot));
        } else if (state.authority().mode() == ControlMode.HOLD
                && state.authority().holder().isEmpty()
                && (mayGoOn || state.authority().reason().startsWith("guard-"))) {
            mayGoOn = false;
            ask(tablet.result().resume(robot));
        }
    }

    private void act(Intent intent) {
        OperatorClient hands = tablet.result();
        if (intent instanceof Intent.TakeOver) {
            if (attention.claim(robot)) {
                ask(hands.takeOver(robot));
            }
        } else if (intent instanceof Intent.Drive drive) {
            ask(hands.teleop(robot, true, drive.twist(), drive.gripper()));
        } else if (intent instanceof Intent.Release) {
            ask(hands.teleop(robot, false, STILL, 0));
        } else if (intent instanceof Intent.HandBack) {
            mayGoOn = true;
            ask(hands.handBack(robot));
        } else if (intent instanceof Intent.Resume) {
            attention.release(robot);
            ask(hands.resume(robot));
        }
    }

    private static boolean mayBeCorrected(EpisodePlan plan) {
        return plan.cohort() == Cohort.TRAIN && plan.driver() instanceof ActionSource.Policy;
    }

    private static void ask(Future<?> sent) {
        sent.onFailure(cause -> LOG.log(DEBUG, "not sent, and the person tries again", cause));
    }
}
