package dev.fleetrl.ui;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.CommandResult;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.TeleopCommand;
import dev.fleetrl.transport.Wire;
import dev.fleetrl.ui.protocol.UiCommand;
import dev.fleetrl.ui.protocol.UiEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Commands to the robots, and their answers back to the tablet that asked. Belongs to one event loop. */
final class RobotLink {
    private static final System.Logger LOG = System.getLogger(RobotLink.class.getName());

    /** A command that comes later than this was meant for another situation. */
    private static final long COMMAND_LIFE_MILLIS = 2_000;

    private static final long ANSWER_LIMIT_MILLIS = 3_000;
    static final int MAX_UNANSWERED = 1_024;

    private final Context context;
    private final Wire wire;
    private final SiteId site;
    private final LongSupplier millisClock;
    private final String idPrefix = UUID.randomUUID() + "-";
    private final Map<String, Question> unanswered = new HashMap<>();
    private long lastId;

    RobotLink(Context context, Wire wire, SiteId site, LongSupplier millisClock) {
        this.context = context;
        this.wire = wire;
        this.site = site;
        this.millisClock = millisClock;
    }

    /**
     * What came of a command.
     *
     * @param accepted nothing where nobody knows: the robot may have done it and not been heard
     */
    record Reply(UiEvent.Answer answer, Optional<Boolean> accepted) {}

    /** Hands the command to its robot; {@code asker} gets exactly one reply. However many wait for one, a stop goes out. */
    void ask(UiCommand.ForRobot command, OperatorId operator, Consumer<Reply> asker) {
        if (unanswered.size() >= MAX_UNANSWERED) {
            if (command instanceof UiCommand.Stop stop) {
                stop(stop, operator, "too many commands wait for one", asker);
            } else {
                String full = "too many commands wait for an answer; try again in a moment";
                asker.accept(new Reply(refusal(command, full), Optional.of(false)));
            }
            return;
        }
        Command.Header header = header(COMMAND_LIFE_MILLIS);
        long timer = context.owner()
                .setTimer(
                        ANSWER_LIMIT_MILLIS, id -> answer(header.id(), unknown(command, "the robot does not answer")));
        unanswered.put(header.id(), new Question(command, timer, asker));
        publish(command.robot(), command.toRobot(header, operator))
                .onFailure(cause -> context.runOnContext(
                        hopped -> answer(header.id(), unknown(command, "the message broker cannot be reached"))));
    }

    /** Sends it and awaits no answer: there are too many, or nobody hears the robot. */
    void stop(UiCommand.Stop stop, OperatorId operator, String why, Consumer<Reply> asker) {
        Promise<String> told = Promise.promise();
        String lost = "the message broker cannot be reached";
        long timer = context.owner().setTimer(ANSWER_LIMIT_MILLIS, late -> told.tryComplete(lost));
        publish(stop.robot(), stop.toRobot(header(COMMAND_LIFE_MILLIS), operator))
                .onComplete(
                        sent -> told.tryComplete(sent.succeeded() ? "sent, but no answer is awaited: " + why : lost));
        told.future()
                .onSuccess(reason -> context.runOnContext(hopped -> {
                    context.owner().cancelTimer(timer);
                    asker.accept(unknown(stop, reason));
                }));
    }

    /** Called with every answer of every robot; those to others (the controller, another backend) are passed over. */
    void hear(CommandResult result) {
        Question question = unanswered.get(result.id());
        if (question != null && question.command.robot().equals(result.robot())) {
            answer(
                    result.id(),
                    new Reply(
                            new UiEvent.Answer(
                                    result.robot(), question.command.id(), result.accepted(), result.reason()),
                            Optional.of(result.accepted())));
        }
    }

    /** The operator comes from the sign-in and the time from this clock, whatever the tablet says. */
    void drive(UiCommand.Teleop teleop, OperatorId operator) {
        TeleopCommand command = new TeleopCommand(
                operator,
                teleop.epoch(),
                teleop.sequence(),
                millisClock.getAsLong(),
                teleop.ttlMillis(),
                teleop.enable(),
                teleop.twist(),
                teleop.gripper(),
                teleop.rewind());
        wire.publish(RobotTopics.of(site, teleop.robot()).teleop(), command)
                .onFailure(cause -> LOG.log(DEBUG, "teleop for " + teleop.robot() + " is lost", cause));
    }

    /** Nobody waits for the answer: who asked is gone, and a robot that hears nothing holds by itself. */
    void hold(RobotId robot, OperatorId operator) {
        publish(robot, new Command.Hold(header(COMMAND_LIFE_MILLIS), operator))
                .onFailure(cause -> LOG.log(WARNING, "cannot let " + robot + " hold", cause));
    }

    /** Asks for video for so long. */
    void watch(RobotId robot, long millis) {
        publish(robot, new Command.Watch(header(millis)))
                .onFailure(cause -> LOG.log(DEBUG, "cannot ask " + robot + " for video", cause));
    }

    private Future<Void> publish(RobotId robot, Command command) {
        return wire.publish(RobotTopics.of(site, robot).commands(), command)
                .onFailure(cause -> LOG.log(WARNING, "cannot send " + command + " to " + robot, cause));
    }

    private Command.Header header(long lifeMillis) {
        long now = millisClock.getAsLong();
        lastId++;
        return new Command.Header(idPrefix + lastId, now, now + lifeMillis);
    }

    private void answer(String id, Reply reply) {
        Question question = unanswered.remove(id);
        if (question != null) {
            context.owner().cancelTimer(question.timer);
            question.asker.accept(reply);
        }
    }

    private static Reply unknown(UiCommand.ForRobot command, String reason) {
        return new Reply(refusal(command, reason), Optional.empty());
    }

    private static UiEvent.Answer refusal(UiCommand.ForRobot command, String reason) {
        return new UiEvent.Answer(command.robot(), command.id(), false, reason);
    }

    private record Question(UiCommand.ForRobot command, long timer, Consumer<Reply> asker) {}
}
