package dev.fleetrl.robot.ros.rosbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.robot.ros.RosTopic;
import dev.fleetrl.robot.ros.RosTopic.Delivery;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.RosWireContract;
import dev.fleetrl.robot.ros.message.JointState;
import dev.fleetrl.robot.ros.message.StringMessage;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RosbridgeWireTest extends RosWireContract {
    private static final RosTopic<StringMessage> CHATTER =
            new RosTopic<>("/chatter", StringMessage.class, Delivery.RELIABLE, 1_000);
    private static final RosTopic<JointState> JOINTS =
            new RosTopic<>("/joint_states", JointState.class, Delivery.BEST_EFFORT, 10_000);
    private static final int HOSTILE = 5_000;

    private final Vertx vertx = Vertx.vertx();
    private final RelayingServer server = RelayingServer.start(vertx, 0);
    private final AtomicInteger complaints = new AtomicInteger();

    @Override
    protected RosWire open(int end) {
        return RosbridgeWire.open(vertx, server.uri(), (topic, reason) -> complaints.incrementAndGet());
    }

    @Override
    protected void closeRest() {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** As the protocol's text gives them: https://github.com/RobotWebTools/rosbridge_suite, ROSBRIDGE_PROTOCOL.md. */
    @Test
    void saysWhatTheProtocolAsksFor() throws InterruptedException {
        BlockingQueue<StringMessage> heard = new LinkedBlockingQueue<>();
        try (RosWire wire = open(2)) {
            wire.subscribe(CHATTER, heard::add);
            wire.subscribe(JOINTS, joints -> {});
            RosWire.Publication<StringMessage> publication = wire.publish(CHATTER);
            assertThat(said(publication, heard, "hello")).isEqualTo(new StringMessage("hello"));
        }

        assertThat(server.frames())
                .contains(
                        new JsonObject(
                                "{\"op\":\"subscribe\",\"topic\":\"/chatter\",\"type\":\"std_msgs/msg/String\",\"compression\":\"none\"}"),
                        new JsonObject(
                                "{\"op\":\"subscribe\",\"topic\":\"/joint_states\",\"type\":\"sensor_msgs/msg/JointState\",\"compression\":\"none\",\"queue_length\":1}"),
                        new JsonObject(
                                "{\"op\":\"advertise\",\"topic\":\"/chatter\",\"type\":\"std_msgs/msg/String\"}"),
                        new JsonObject("{\"op\":\"publish\",\"topic\":\"/chatter\",\"msg\":{\"data\":\"hello\"}}"));
    }

    /** As rosbridge_server writes it, fields in ROS's order and names, and one that this version of the message lacks. */
    @Test
    void readsWhatAServerWrites() throws InterruptedException {
        BlockingQueue<JointState> heard = new LinkedBlockingQueue<>();
        try (RosWire wire = open(2)) {
            wire.subscribe(JOINTS, heard::add);
            JointState joints = null;
            while (joints == null) {
                server.say(
                        "{\"op\": \"publish\", \"topic\": \"/joint_states\", \"msg\": {\"header\": {\"stamp\": {\"sec\": 12, "
                                + "\"nanosec\": 34}, \"frame_id\": \"\"}, \"name\": [\"j1\"], \"position\": [0.25], \"velocity\": [], "
                                + "\"effort\": [], \"later\": 1}}");
                joints = heard.poll(100, TimeUnit.MILLISECONDS);
            }
            assertThat(joints.position()).containsExactly(0.25);
            assertThat(joints.header().stamp().nanos()).isEqualTo(12_000_000_034L);
        }
    }

    @Test
    void comesBackAfterTheServerWasAway() throws InterruptedException {
        BlockingQueue<StringMessage> heard = new LinkedBlockingQueue<>();
        RelayingServer first = RelayingServer.start(vertx, 0);
        int port = first.port();
        try (RosWire wire = RosbridgeWire.open(vertx, first.uri(), (topic, reason) -> complaints.incrementAndGet())) {
            wire.subscribe(CHATTER, heard::add);
            RosWire.Publication<StringMessage> publication = wire.publish(CHATTER);
            assertThat(said(publication, heard, "before")).isNotNull();
            first.close();
            try (RelayingServer second = RelayingServer.start(vertx, port)) {
                heard.clear();
                assertThat(said(publication, heard, "after")).isEqualTo(new StringMessage("after"));
                assertThat(second.frames()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest(name = "5,000 hostile frames, seed {0}")
    @ValueSource(longs = {1, 2})
    void survivesWhateverAServerSays(long seed) throws InterruptedException {
        BlockingQueue<StringMessage> heard = new LinkedBlockingQueue<>();
        Random random = new Random(seed);
        try (RosWire wire = open(2)) {
            wire.subscribe(CHATTER, heard::add);
            RosWire.Publication<StringMessage> publication = wire.publish(CHATTER);
            assertThat(said(publication, heard, "before")).isNotNull();
            vertx.runOnContext(now -> {
                for (int i = 0; i < HOSTILE; i++) {
                    server.say(hostile(random));
                }
            });
            assertThat(said(publication, heard, "after")).isEqualTo(new StringMessage("after"));
        }
        assertThat(complaints).hasPositiveValue();
    }

    /** Nobody who listens would know what to do with it. */
    @Test
    void complainsOfAMessageThatIsNone() throws InterruptedException {
        BlockingQueue<String> said = new LinkedBlockingQueue<>();
        try (RosWire wire = RosbridgeWire.open(vertx, server.uri(), (topic, reason) -> said.add(reason))) {
            wire.subscribe(CHATTER, message -> said.add("heard " + message));
            String reason = null;
            while (reason == null) {
                server.say("{\"op\":\"publish\",\"topic\":\"/chatter\",\"msg\":null}");
                reason = said.poll(100, TimeUnit.MILLISECONDS);
            }
            assertThat(reason).isEqualTo("its msg is no object");
        }
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThatThrownBy(() -> RosbridgeWire.open(vertx, URI.create("http://robot"), (topic, reason) -> {}))
                .hasMessage("rosbridge: 'http://robot' should look like ws://127.0.0.1:9090");
    }

    private static String hostile(Random random) {
        List<String> whole = List.of(
                "{\"op\":\"publish\",\"topic\":\"/chatter\",\"msg\":{\"data\":7}}",
                "{\"op\":\"publish\",\"topic\":\"/chatter\",\"msg\":null}",
                "{\"op\":\"publish\",\"topic\":\"/chatter\",\"msg\":{\"data\":\"" + "x".repeat(2_000) + "\"}}",
                "{\"op\":{\"op\":[]},\"topic\":1}",
                "[".repeat(100),
                "{\"op\":\"status\",\"level\":\"error\",\"msg\":\"no\"}");
        byte[] text = whole.get(random.nextInt(whole.size())).getBytes(StandardCharsets.US_ASCII);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            text[random.nextInt(text.length)] = (byte) (' ' + random.nextInt(90));
        }
        return new String(text, 0, 1 + random.nextInt(text.length), StandardCharsets.US_ASCII);
    }

    /** Says it until exactly that is heard: what came before may still be on its way. */
    private static @Nullable StringMessage said(
            RosWire.Publication<StringMessage> publication, BlockingQueue<StringMessage> heard, String text)
            throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        StringMessage answer = null;
        while ((answer == null || !answer.data().equals(text)) && System.nanoTime() - deadline < 0) {
            publication.send(new StringMessage(text));
            answer = heard.poll(100, TimeUnit.MILLISECONDS);
        }
        return answer;
    }
}
