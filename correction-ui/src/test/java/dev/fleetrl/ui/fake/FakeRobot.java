package dev.fleetrl.ui.fake;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Activity;
import dev.fleetrl.contracts.Authority;
import dev.fleetrl.contracts.Birth;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.CommandResult;
import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.EpisodeProgress;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.TaskProgress;
import dev.fleetrl.contracts.TeleopCommand;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.contracts.VideoFrame;
import dev.fleetrl.transport.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Answers like a robot, without physics: its tool goes where a twist sends it. */
public final class FakeRobot {
    private static final long TICK_MILLIS = 20;
    private static final long STATE_MILLIS = 200;
    private static final long VIDEO_MILLIS = 125;
    private static final long PROGRESS_MILLIS = 1000;
    private static final int TIME_LIMIT_STEPS = 120;

    private final Wire wire;
    private final RobotTopics topics;
    private final RobotId robot;
    private final ActionSource driver;
    private final float[] pose = {0.45f, 0, 0.25f, 0, 0, 0};
    private float gripper = 1;
    private ControlMode mode = ControlMode.AUTONOMOUS;
    private Optional<OperatorId> holder = Optional.empty();
    private String reason = "start";
    private long epoch = 1;
    private long sequence;
    private long ticks;
    private long watchedUntilMillis;
    private boolean paused;
    private Cohort cohort = Cohort.TRAIN;
    private Optional<TeleopCommand> teleop = Optional.empty();
    private long teleopUntilMillis;

    public FakeRobot(Vertx vertx, Wire wire, SiteId site, RobotId robot, ActionSource driver) {
        this.wire = wire;
        this.robot = robot;
        this.driver = driver;
        topics = RobotTopics.of(site, robot);
        ignore(wire.subscribe(topics.commands(), command -> wire.publish(topics.answers(), obey(command))));
        ignore(wire.subscribe(topics.teleop(), this::drive));
        ignore(wire.publish(topics.connection(), new Connection(robot, "s1", Connection.State.ONLINE)));
        ignore(wire.publish(topics.birth(), birth()));
        vertx.setPeriodic(TICK_MILLIS, timer -> tick());
        vertx.setPeriodic(STATE_MILLIS, timer -> report());
        vertx.setPeriodic(VIDEO_MILLIS, timer -> film());
        vertx.setPeriodic(PROGRESS_MILLIS, timer -> watch());
    }

    public void askForHelp(String why) {
        mode = ControlMode.HOLD;
        reason = why;
        ignore(wire.publish(topics.help(), new HelpRequest(robot, plan().episode(), why, System.currentTimeMillis())));
    }

    /** From now on its episodes compare versions. */
    public void compare() {
        cohort = Cohort.CANARY;
    }

    private CommandResult obey(Command command) {
        String refusal = "";
        if (command instanceof Command.TakeOver takeOver) {
            if (mode == ControlMode.STOPPED
                    || holder.filter(who -> !who.equals(takeOver.operator())).isPresent()) {
                refusal = mode == ControlMode.STOPPED ? "stopped" : "held by " + holder.get();
            } else {
                become(ControlMode.ALIGN, Optional.of(takeOver.operator()), "take-over");
            }
        } else if (command instanceof Command.HandBack) {
            become(ControlMode.HOLD, Optional.empty(), "hand-back");
        } else if (command instanceof Command.Resume) {
            become(ControlMode.AUTONOMOUS, Optional.empty(), "resume");
        } else if (command instanceof Command.Hold || command instanceof Command.ClearStop) {
            become(ControlMode.HOLD, Optional.empty(), "operator");
        } else if (command instanceof Command.Stop) {
            become(ControlMode.STOPPED, Optional.empty(), "stop-pressed");
        } else if (command instanceof Command.Judge) {
            ticks = 0;
            become(ControlMode.HOLD, Optional.empty(), "judged");
        } else if (command instanceof Command.PauseRecording || command instanceof Command.ResumeRecording) {
            paused = command instanceof Command.PauseRecording;
        } else if (command instanceof Command.Watch watch) {
            watchedUntilMillis = watch.header().expiresAtMillis();
        }
        report();
        return new CommandResult(robot, command.header().id(), refusal.isEmpty(), refusal);
    }

    private void become(ControlMode next, Optional<OperatorId> by, String why) {
        mode = next;
        holder = by;
        reason = why;
        epoch++;
    }

    private Future<Void> drive(TeleopCommand command) {
        if (command.epoch() == epoch
                && holder.filter(command.operator()::equals).isPresent()) {
            mode = command.enable() ? ControlMode.HUMAN : ControlMode.ALIGN;
            teleop = Optional.of(command).filter(TeleopCommand::enable);
            teleopUntilMillis = System.currentTimeMillis() + command.ttlMillis();
        }
        return Future.succeededFuture();
    }

    private void tick() {
        if (mode == ControlMode.AUTONOMOUS) {
            ticks++;
            pose[0] = 0.45f + 0.12f * (float) Math.cos(ticks * 0.01 + robot.hashCode());
            pose[1] = 0.16f * (float) Math.sin(ticks * 0.013 + robot.hashCode());
            pose[2] = 0.2f + 0.08f * (float) Math.sin(ticks * 0.02);
        }
        if (mode == ControlMode.HUMAN && System.currentTimeMillis() < teleopUntilMillis) {
            ticks++;
            teleop.ifPresent(this::move);
        }
    }

    private void move(TeleopCommand command) {
        for (int i = 0; i < pose.length; i++) {
            pose[i] += command.twist().at(i) * TICK_MILLIS / 1000;
        }
        gripper = Math.max(-1, Math.min(1, gripper + command.gripper() * 0.05f));
    }

    private void report() {
        sequence++;
        ignore(wire.publish(
                topics.state(),
                new RobotState(
                        robot,
                        "s1",
                        sequence,
                        System.currentTimeMillis(),
                        new Authority(mode, holder, epoch, reason),
                        false,
                        Optional.of(new EpisodeProgress(
                                plan(), "put the red cube in the bin", step(), TIME_LIMIT_STEPS, 1, "grasp")),
                        Vec.of(pose),
                        gripper,
                        0,
                        List.of(),
                        Optional.of(paused ? Activity.RECORDING_PAUSED : Activity.RUNNING),
                        Optional.of(!paused),
                        holder.map(who -> ahead()))));
    }

    /** As a policy would go on: ahead and down in a bow. */
    private List<Vec> ahead() {
        return IntStream.rangeClosed(0, 10)
                .mapToObj(i -> Vec.of(pose[0] + 0.006f * i, pose[1] + 0.0006f * i * i, pose[2] - 0.004f * i))
                .toList();
    }

    /** As a critic would see it: a slip in the middle, and not quite done at the end. */
    private void watch() {
        int step = step();
        double part = (double) step / TIME_LIMIT_STEPS;
        double slip = part > 0.5 && part < 0.65 ? 0.25 : 0;
        if (driver instanceof ActionSource.Policy) {
            ignore(wire.publish(
                    topics.progress(), new TaskProgress(robot, plan().episode(), step, Math.sqrt(part) * 0.9 - slip)));
        }
    }

    private int step() {
        return (int) (ticks / 5 % TIME_LIMIT_STEPS);
    }

    private void film() {
        if (!paused && System.currentTimeMillis() < watchedUntilMillis) {
            for (String camera : List.of("third", "wrist")) {
                ignore(wire.publish(
                        topics.video(),
                        new VideoFrame(
                                robot,
                                sequence,
                                System.currentTimeMillis(),
                                FakePictures.draw(camera, robot.value(), pose, gripper))));
            }
        }
    }

    private EpisodePlan plan() {
        return new EpisodePlan(
                new EpisodeId("practice-" + robot + "-" + ticks / 600),
                new CollectionId("practice"),
                new TaskId("pick"),
                cohort,
                driver,
                1,
                1);
    }

    private Birth birth() {
        return new Birth(
                robot,
                "s1",
                "0.1",
                "fleetrl/1",
                "fake",
                List.of("third", "wrist"),
                List.of("third", "wrist"),
                List.of("x"),
                7,
                10,
                List.of(new TaskId("pick")),
                List.of());
    }

    /** The driver of most fake robots. */
    public static ActionSource policy(String version) {
        return new ActionSource.Policy(new PolicyVersion(version));
    }

    private static void ignore(Future<?> future) {
        future.onFailure(Throwable::printStackTrace);
    }
}
