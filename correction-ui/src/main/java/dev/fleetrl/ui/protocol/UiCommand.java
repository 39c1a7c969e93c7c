package dev.fleetrl.ui.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.ui.people.Right;
import java.util.List;
import java.util.Optional;

/** What a tablet asks for; JSON text. Who asks is known from the session, and is never part of a message. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
    @JsonSubTypes.Type(value = UiCommand.Watch.class, name = "watch"),
    @JsonSubTypes.Type(value = UiCommand.Ping.class, name = "ping"),
    @JsonSubTypes.Type(value = UiCommand.StopAll.class, name = "stop-all"),
    @JsonSubTypes.Type(value = UiCommand.Teleop.class, name = "teleop"),
    @JsonSubTypes.Type(value = UiCommand.TakeOver.class, name = "take-over"),
    @JsonSubTypes.Type(value = UiCommand.HandBack.class, name = "hand-back"),
    @JsonSubTypes.Type(value = UiCommand.Resume.class, name = "resume"),
    @JsonSubTypes.Type(value = UiCommand.Hold.class, name = "hold"),
    @JsonSubTypes.Type(value = UiCommand.Stop.class, name = "stop"),
    @JsonSubTypes.Type(value = UiCommand.ClearStop.class, name = "clear-stop"),
    @JsonSubTypes.Type(value = UiCommand.Judge.class, name = "judge"),
    @JsonSubTypes.Type(value = UiCommand.PauseRecording.class, name = "pause-recording"),
    @JsonSubTypes.Type(value = UiCommand.ResumeRecording.class, name = "resume-recording")
})
public sealed interface UiCommand {
    /** Java 17 has no exhaustive switch over sealed types; a new command must fail to compile where it matters. */
    void match(Cases cases);

    /** What who gives it must be allowed to do. */
    Right needs();

    /** One way to act for each kind of command. */
    interface Cases {
        void watch(Watch command);

        void ping(Ping command);

        void stopAll(StopAll command);

        void teleop(Teleop command);

        void forRobot(ForRobot command);
    }

    /** A command that the backend hands to one robot as it is. */
    sealed interface ForRobot extends UiCommand {
        /** Chosen by the tablet; its answer carries it. */
        String id();

        RobotId robot();

        Command toRobot(Command.Header header, OperatorId operator);

        /** What it is called in the audit: as on the wire. */
        default String action() {
            return CommandNames.of(getClass());
        }

        /** What else there is to say of it in the audit. */
        default Optional<String> subject() {
            return Optional.empty();
        }

        @Override
        default void match(Cases cases) {
            cases.forRobot(this);
        }
    }

    /**
     * Replaces what this tablet watched before.
     *
     * @param wall robots of which a picture now and then is enough
     * @param live robots whose every picture is wanted
     */
    record Watch(List<RobotId> wall, List<RobotId> live) implements UiCommand {
        public Watch {
            wall = List.copyOf(wall);
            live = List.copyOf(live);
        }

        @Override
        public void match(Cases cases) {
            cases.watch(this);
        }

        @Override
        public Right needs() {
            return Right.WATCH;
        }
    }

    record Ping(long sentAtMillis) implements UiCommand {
        @Override
        public void match(Cases cases) {
            cases.ping(this);
        }

        @Override
        public Right needs() {
            return Right.GREET;
        }
    }

    /** Stops every robot of the site; each answers for itself. */
    record StopAll(String id) implements UiCommand {
        @Override
        public void match(Cases cases) {
            cases.stopAll(this);
        }

        @Override
        public Right needs() {
            return Right.STOP;
        }
    }

    /**
     * What the operator's hands ask for now.
     *
     * @param epoch of the lease, from the robot's state
     * @param sequence grows by one a message
     * @param twist wanted tool velocity in the base frame, m/s and rad/s; shape [6]
     * @param gripper -1 close, +1 open, 0 as it is
     * @param rewind wanted speed back along the way that the tool came, m/s; it counts in place of the twist
     */
    record Teleop(
            RobotId robot,
            long epoch,
            long sequence,
            boolean enable,
            Vec twist,
            float gripper,
            int ttlMillis,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Double> rewind)
            implements UiCommand {
        public static final int MAX_TTL_MILLIS = 500;
        private static final int TWIST_SIZE = 6;
        private static final double MAX_REWIND = 1;

        public Teleop {
            if (twist.size() != TWIST_SIZE) {
                throw new IllegalArgumentException("twist has " + twist.size() + " elements instead of " + TWIST_SIZE);
            }
            for (float element : twist.toArray()) {
                if (!Float.isFinite(element)) {
                    throw new IllegalArgumentException("twist " + twist + " is not finite");
                }
            }
            if (!(Math.abs(gripper) <= 1)) {
                throw new IllegalArgumentException("gripper " + gripper + " is not within -1 and 1");
            }
            if (!rewind.map(speed -> speed >= 0 && speed <= MAX_REWIND).orElse(true)) {
                throw new IllegalArgumentException("rewind is not within 0 and " + MAX_REWIND + " m/s");
            }
            if (ttlMillis < 1 || ttlMillis > MAX_TTL_MILLIS) {
                throw new IllegalArgumentException("ttlMillis " + ttlMillis + " is not within 1 and " + MAX_TTL_MILLIS);
            }
        }

        @Override
        public void match(Cases cases) {
            cases.teleop(this);
        }

        @Override
        public Right needs() {
            return Right.OPERATE;
        }
    }

    record TakeOver(String id, RobotId robot) implements ForRobot {
        @Override
        public Command toRobot(Command.Header header, OperatorId operator) {
            return new Command.TakeOver(header, operator);
        }

        @Override
        public Right needs() {
            return Right.OPERATE;
        }
    }

    /** Gives up the lease of this epoch. The robot holds; only {@link Resume} lets its driver act again. */
    record HandBack(String id, RobotId robot, long epoch) implements ForRobot {
        @Override
        public Command toRobot(Command.Header header, OperatorId operator) {
            return new Command.HandBack(header, operator, epoch);
        }

        @Override
        public Right needs() {
            return Right.OPERATE;
        }
    }

    record Resume(String id, RobotId robot) implements ForRobot {
        @Override
        public Command toRobot(Command.Header header, OperatorId operator) {
            return new Command.Resume(header, operator);
        }

        @Override
        public Right needs() {
            return Right.OPERATE;
        }
    }

    record Hold(String id, RobotId robot) implements ForRobot {
        @Override
        public Command toRobot(Command.Header header, OperatorId operator) {
            return new Command.Hold(header, operator);
        }

        @Override
        public Right needs() {
            return Right.OPERATE;
        }
    }

    record Stop(String id, RobotId robot) implements ForRobot {
        @Override
        public Command toRobot(Command.Header header, OperatorId operator) {
            return new Command.Stop(header, operator);
        }

        @Override
        public Right needs() {
            return Right.STOP;
        }
    }

    record ClearStop(String id, RobotId robot) implements ForRobot {
        @Override
        public Command toRobot(Command.Header header, OperatorId operator) {
            return new Command.ClearStop(header, operator);
        }

        @Override
        public Right needs() {
            return Right.OPERATE;
        }
    }

    /** The operator's verdict; ends the episode. ABORTED says that it is nobody's fault: a demonstration that is discarded. */
    record Judge(String id, RobotId robot, Outcome outcome) implements ForRobot {
        public Judge {
            if (outcome == Outcome.ABANDONED) {
                throw new IllegalArgumentException("a person judges SUCCESS, FAILURE or ABORTED, not " + outcome);
            }
        }

        @Override
        public Optional<String> subject() {
            return Optional.of(outcome.name());
        }

        @Override
        public Command toRobot(Command.Header header, OperatorId operator) {
            return new Command.Judge(header, operator, outcome);
        }

        @Override
        public Right needs() {
            return Right.OPERATE;
        }
    }

    /** From now on nothing is recorded, until {@link ResumeRecording}. */
    record PauseRecording(String id, RobotId robot) implements ForRobot {
        @Override
        public Command toRobot(Command.Header header, OperatorId operator) {
            return new Command.PauseRecording(header, operator);
        }

        @Override
        public Right needs() {
            return Right.OPERATE;
        }
    }

    record ResumeRecording(String id, RobotId robot) implements ForRobot {
        @Override
        public Command toRobot(Command.Header header, OperatorId operator) {
            return new Command.ResumeRecording(header, operator);
        }

        @Override
        public Right needs() {
            return Right.OPERATE;
        }
    }
}
