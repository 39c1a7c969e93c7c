package dev.fleetrl.local.fleet;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Authority;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.EpisodeProgress;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.simulation.Intent;
import dev.fleetrl.simulation.PrivilegedView;
import dev.fleetrl.simulation.ScriptedHuman;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A scripted person at one robot: {@link ScriptedHuman} decides, and what it decides goes through the tablet, the very path of
 * a person. It looks only after policies that practise; evaluations and demonstrations are left alone. So is every second
 * start of practice: where each failure is averted, a value function learns that nothing ever fails.
 *
 * <p>{@link #onStep} runs on the robot's control thread.
 */
public final class ScriptedOperator {
    private static final long REPEAT_MILLIS = 1000;
    private static final int ONE_IN = 2;
    private static final Vec STILL = Vec.of(0, 0, 0, 0, 0, 0);

    private final Person person;
    private final RobotId robot;
    private final Supplier<PrivilegedView> view;
    private @Nullable EpisodeId episode;
    private long repeatAtMillis;
    private boolean mayGoOn;
    private ScriptedHuman human;

    /** @param view how it really goes at that robot */
    public ScriptedOperator(Person person, RobotId robot, Supplier<PrivilegedView> view) {
        this.person = person;
        this.robot = robot;
        this.view = view;
        human = new ScriptedHuman(person.id(), 0);
    }

    /** See {@link dev.fleetrl.robot.StepListener}. */
    public void onStep(RobotState state, long robotMillis) {
        Optional<EpisodePlan> plan = state.episode().map(EpisodeProgress::plan).filter(ScriptedOperator::looksAfter);
        Optional<Tablet> tablet = person.tablet();
        if (tablet.isEmpty()) {
            person.turnsAwayFrom(robot);
        } else if (plan.isPresent()) {
            lookAfter(plan.get(), state, robotMillis, tablet.get());
        } else {
            leaveInOrder(state, robotMillis, tablet.get());
        }
    }

    private void lookAfter(EpisodePlan plan, RobotState state, long robotMillis, Tablet tablet) {
        if (!plan.episode().equals(episode)) {
            episode = plan.episode();
            human = new ScriptedHuman(person.id(), plan.seed());
        }
        act(human.onTick(robotMillis, view.get(), state.authority()), tablet);
    }

    /** Between episodes: gives back what is held, and lets a robot go on that the guard or a restart had stopped. */
    private void leaveInOrder(RobotState state, long robotMillis, Tablet tablet) {
        person.turnsAwayFrom(robot);
        if (state.episode().isPresent() || robotMillis < repeatAtMillis) {
            return;
        }
        repeatAtMillis = robotMillis + REPEAT_MILLIS;
        Authority authority = state.authority();
        if (authority.holder().filter(person.id()::equals).isPresent()) {
            mayGoOn = true;
            tablet.handBack(robot);
        } else if (authority.mode() == ControlMode.HOLD
                && authority.holder().isEmpty()
                && mayGoOn(authority.reason())) {
            mayGoOn = false;
            tablet.resume(robot);
        }
    }

    /** What another person holds stays held. */
    private boolean mayGoOn(String reason) {
        return mayGoOn || reason.startsWith("guard-") || reason.equals("agent-restarted");
    }

    private void act(Intent intent, Tablet tablet) {
        if (intent instanceof Intent.TakeOver) {
            if (person.turnsTo(robot)) {
                tablet.takeOver(robot);
            }
        } else if (intent instanceof Intent.Drive drive) {
            tablet.teleop(robot, true, drive.twist(), drive.gripper());
        } else if (intent instanceof Intent.Release) {
            tablet.teleop(robot, false, STILL, 0);
        } else if (intent instanceof Intent.HandBack) {
            mayGoOn = true;
            tablet.handBack(robot);
        } else if (intent instanceof Intent.Resume) {
            person.turnsAwayFrom(robot);
            tablet.resume(robot);
        }
    }

    /** Whether a person watches this episode. */
    public static boolean looksAfter(EpisodePlan plan) {
        boolean practises = plan.cohort() == Cohort.TRAIN && plan.driver() instanceof ActionSource.Policy;
        return practises && plan.seed() % ONE_IN == 0;
    }
}
