package dev.fleetrl.ui;

import static dev.fleetrl.ui.RunningSite.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Activity;
import dev.fleetrl.contracts.Authority;
import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.CommandResult;
import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.TeleopCommand;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.contracts.VideoFrame;
import dev.fleetrl.ui.fake.InMemoryWire;
import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CorrectionUiVerticleTest {
    private static final SiteId SITE = new SiteId("lab");
    private static final RobotId R1 = new RobotId("r1");
    private static final OperatorId ADA = new OperatorId("ada");
    private static final RobotTopics TOPICS = RobotTopics.of(SITE, R1);
    private static final Vec FORWARD = Vec.of(0.1f, 0, 0, 0, 0, 0);
    private static final Vec REST = Vec.of(0, 0, 0, 0, 0, 0);

    private final RunningSite site = RunningSite.start(SITE);
    /** Vert.x closes a client that nobody refers to. */
    private final WebSocketClient sockets = site.vertx().createWebSocketClient();

    private final InMemoryWire wire = site.wire();
    private final BlockingQueue<Command> commands = new LinkedBlockingQueue<>();
    private final BlockingQueue<TeleopCommand> teleops = new LinkedBlockingQueue<>();

    private final List<Raw> tablets = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        await(wire.subscribe(TOPICS.commands(), command -> keep(commands, command)));
        await(wire.subscribe(TOPICS.teleop(), teleop -> keep(teleops, teleop)));
        await(wire.publish(TOPICS.connection(), new Connection(R1, "s1", Connection.State.ONLINE)));
        await(wire.publish(TOPICS.state(), state(1, 7)));
    }

    /** Tablets first: a site and a tablet of one Vert.x that say goodbye at once may wait for each other. */
    @AfterEach
    void stop() throws Exception {
        for (Raw tablet : tablets) {
            await(tablet.socket().close());
        }
        site.close();
    }

    @Test
    void handsATakeOverToTheRobotAndItsAnswerBack() throws Exception {
        OperatorClient ada = connect(ADA);

        Future<CommandResult> answer = ada.takeOver(R1);
        Command command = next(commands);
        await(wire.publish(
                TOPICS.answers(), new CommandResult(R1, command.header().id(), false, "held by bob")));

        assertThat(command).isInstanceOf(Command.TakeOver.class);
        assertThat(((Command.TakeOver) command).operator()).isEqualTo(ADA);
        assertThat(await(answer).accepted()).isFalse();
        assertThat(await(answer).reason()).isEqualTo("held by bob");
    }

    @Test
    void showsTheRobotsToATabletThatComesLater() throws Exception {
        OperatorClient ada = connect(ADA);
        BlockingQueue<Long> sequences = new LinkedBlockingQueue<>();
        ada.onRobot(robot -> sequences.add(robot.state().orElseThrow().sequence()));

        assertThat(next(sequences)).isEqualTo(1);
        await(wire.publish(TOPICS.state(), state(2, 8)));
        assertThat(next(sequences)).isEqualTo(2);
        assertThat(ada.state(R1).orElseThrow().authority().epoch()).isEqualTo(8);
    }

    @Test
    void forwardsTeleopInTheNameOfWhoSignedIn() throws Exception {
        OperatorClient ada = connect(ADA);

        await(ada.teleop(R1, 7, true, FORWARD, -1));

        TeleopCommand teleop = next(teleops);
        assertThat(teleop.operator()).isEqualTo(ADA);
        assertThat(teleop.epoch()).isEqualTo(7);
        assertThat(teleop.enable()).isTrue();
        assertThat(teleop.twist()).isEqualTo(FORWARD);
        assertThat(teleop.gripper()).isEqualTo(-1);
    }

    @Test
    void endsTheMotionOfATabletThatGoesAway() throws Exception {
        OperatorClient ada = connect(ADA);
        await(ada.teleop(R1, 7, true, FORWARD, 0));
        TeleopCommand moving = next(teleops);

        await(ada.close());

        TeleopCommand last = next(teleops);
        assertThat(last.enable()).isFalse();
        assertThat(last.twist()).isEqualTo(REST);
        assertThat(last.epoch()).isEqualTo(7);
        assertThat(last.sequence()).isGreaterThan(moving.sequence());
        assertThat(commands).isEmpty();
    }

    @Test
    void saysNothingForATabletThatHadReleasedBeforeItGoesAway() throws Exception {
        OperatorClient ada = connect(ADA);
        await(ada.teleop(R1, 7, true, FORWARD, 0));
        await(ada.teleop(R1, 7, false, REST, 0));
        await(ada.close());
        OperatorClient bob = connect(new OperatorId("bob"));
        await(bob.teleop(R1, 9, false, REST, 0));

        assertThat(List.of(
                        next(teleops).epoch(),
                        next(teleops).epoch(),
                        next(teleops).epoch()))
                .containsExactly(7L, 7L, 9L);
    }

    @Test
    void signsAPersonOutWhereTheyWereBefore() throws Exception {
        OperatorClient first = connect(ADA);
        await(first.teleop(R1, 7, true, FORWARD, 0));
        connect(ADA);

        assertThat(List.of(next(teleops).enable(), next(teleops).enable())).containsExactly(true, false);
        assertThat(await(first.hold(R1)).reason()).isEqualTo("sign in first");
        assertThat(site.told("sign-out").reason()).isEqualTo("ada signed in at another tablet");
    }

    @Test
    void refusesWhatItCannotReadAndGoesOn() throws Exception {
        Raw tablet = raw();
        tablet.say("{\"command\":\"dance\"}");
        assertThat(tablet.hearRefusal()).contains("not understood");
        tablet.say("{");
        assertThat(tablet.hearRefusal()).contains("not understood");
        tablet.say("x".repeat(17_000));
        assertThat(tablet.hearRefusal()).contains("longer than");
        tablet.say("{\"command\":\"teleop\",\"robot\":\"r1\",\"epoch\":7,\"sequence\":1,\"enable\":true,"
                + "\"twist\":[0,0,0,0,0,0],\"gripper\":0,\"ttlMillis\":200}");
        assertThat(tablet.hearRefusal()).contains("sign in");
        tablet.say("{\"command\":\"ping\",\"sentAtMillis\":3}");
        assertThat(tablet.hear("pong")).contains("\"sentAtMillis\":3");
        assertThat(teleops).isEmpty();
    }

    @Test
    void stopsEveryRobotForWhoeverAsks() throws Exception {
        Raw tablet = raw();
        tablet.hear("\"robot\":\"r1\"");

        tablet.say("{\"command\":\"stop-all\",\"id\":\"1\"}");

        assertThat(next(commands)).isInstanceOf(Command.Stop.class);
    }

    @Test
    void passesAVerdictOn() throws Exception {
        Future<CommandResult> unanswered = connect(ADA).judge(R1, Outcome.FAILURE);

        assertThat(((Command.Judge) next(commands)).outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(unanswered.isComplete()).isFalse();
    }

    @Test
    void asksForVideoWhileSomebodyWatchesAndHandsItOn() throws Exception {
        OperatorClient ada = connect(ADA);
        BlockingQueue<VideoFrame> seen = new LinkedBlockingQueue<>();
        ada.onVideo(seen::add);
        BlockingQueue<RobotId> robots = new LinkedBlockingQueue<>();
        ada.onRobot(robot -> robots.add(robot.robot()));
        next(robots);
        await(ada.watch(List.of(), List.of(R1)));
        Command.Header watch = ((Command.Watch) next(commands)).header();
        VideoFrame picture = new VideoFrame(R1, 5, 1_000, new Frame("wrist", Bytes.of(new byte[] {1, 2})));

        await(wire.publish(TOPICS.video(), picture));

        assertThat(next(seen)).isEqualTo(picture);
        assertThat(watch.expiresAtMillis() - watch.issuedAtMillis()).isEqualTo(3_000);
    }

    private static RobotState state(long sequence, long epoch) {
        Authority authority = new Authority(ControlMode.HOLD, Optional.empty(), epoch, "start");
        return new RobotState(
                R1,
                "s1",
                sequence,
                0,
                authority,
                true,
                Optional.empty(),
                REST,
                1,
                0,
                List.of(),
                Optional.of(Activity.IDLE),
                Optional.of(false),
                Optional.empty());
    }

    private OperatorClient connect(OperatorId operator) throws Exception {
        return await(OperatorClient.connect(site.vertx(), site.uri(), operator));
    }

    private Raw raw() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        var socket = sockets.webSocket().textMessageHandler(heard::add);
        Raw tablet = new Raw(
                await(socket.connect(new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(site.uri().getPort())
                        .setURI("/ws"))),
                heard);
        tablets.add(tablet);
        return tablet;
    }

    private record Raw(WebSocket socket, BlockingQueue<String> heard) {
        void say(String text) throws Exception {
            await(socket.writeTextMessage(text));
        }

        String hear(String part) throws InterruptedException {
            String text = next(heard);
            while (!text.contains(part)) {
                text = next(heard);
            }
            return text;
        }

        String hearRefusal() throws InterruptedException {
            return hear("\"event\":\"refused\"");
        }
    }

    private static <T> Future<Void> keep(BlockingQueue<T> queue, T element) {
        queue.add(element);
        return Future.succeededFuture();
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T element = queue.poll(5, TimeUnit.SECONDS);
        assertThat(element).as("nothing came within 5 s").isNotNull();
        return element;
    }
}
