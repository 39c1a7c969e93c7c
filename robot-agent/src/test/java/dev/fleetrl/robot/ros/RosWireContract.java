package dev.fleetrl.robot.ros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.robot.ros.RosTopic.Delivery;
import dev.fleetrl.robot.ros.RosWire.Publication;
import dev.fleetrl.robot.ros.message.StringMessage;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every wire to ROS 2 promises. */
public abstract class RosWireContract {
    private static final int MOST_BYTES = 1 << 18;
    private static final long PATIENCE_SECONDS = 20;

    private RosWire near;
    private RosWire far;

    /** Two ends of one ROS 2 domain. */
    protected abstract RosWire open(int end);

    @BeforeEach
    void openBoth() {
        near = open(0);
        far = open(1);
    }

    @AfterEach
    void closeBoth() {
        near.close();
        far.close();
        closeRest();
    }

    /** What a wire needed besides. */
    protected void closeRest() {}

    static List<Record> messages() {
        return RosMessages.all();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void carriesEveryTypeWhole(Record message) throws InterruptedException {
        assertThat(carried(message, Delivery.RELIABLE)).isEqualTo(message);
    }

    @Test
    void carriesPicturesWithoutRepeatingThem() throws InterruptedException {
        Record picture = RosMessages.picture();

        assertThat(carried(picture, Delivery.BEST_EFFORT)).isEqualTo(picture);
    }

    @Test
    void keepsTheOrder() throws InterruptedException {
        RosTopic<StringMessage> topic = topic(StringMessage.class, Delivery.RELIABLE);
        BlockingQueue<StringMessage> heard = new LinkedBlockingQueue<>();
        far.subscribe(topic, heard::add);
        Publication<StringMessage> publication = near.publish(topic);
        assertThat(reaches(publication, heard, new StringMessage("begin"))).isNotNull();

        for (int i = 0; i < 5; i++) {
            publication.send(new StringMessage("text " + i));
        }

        for (int i = 0; i < 5; i++) {
            StringMessage next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            while (next != null && next.data().equals("begin")) {
                next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            assertThat(next).isEqualTo(new StringMessage("text " + i));
        }
    }

    @Test
    void refusesWhatIsTooLargeForItsTopicAndGoesOn() throws InterruptedException {
        RosTopic<StringMessage> topic = new RosTopic<>("/small", StringMessage.class, Delivery.RELIABLE, 100);
        BlockingQueue<StringMessage> heard = new LinkedBlockingQueue<>();
        far.subscribe(topic, heard::add);
        Publication<StringMessage> publication = near.publish(topic);

        assertThatThrownBy(() -> publication.send(new StringMessage("x".repeat(1_000))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("/small carries 100 bytes at most");
        assertThat(reaches(publication, heard, new StringMessage("small"))).isEqualTo(new StringMessage("small"));
    }

    @Test
    void isSilentOnceItIsClosed() {
        RosTopic<StringMessage> topic = topic(StringMessage.class, Delivery.RELIABLE);
        near.close();
        near.close();

        assertThatThrownBy(() -> near.publish(topic)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> near.subscribe(topic, message -> {})).isInstanceOf(IllegalStateException.class);
    }

    @SuppressWarnings("unchecked") // A message is of its own class.
    private <M extends Record> @Nullable M carried(M message, Delivery delivery) throws InterruptedException {
        RosTopic<M> topic = topic((Class<M>) message.getClass(), delivery);
        BlockingQueue<M> heard = new LinkedBlockingQueue<>();
        far.subscribe(topic, heard::add);
        return reaches(near.publish(topic), heard, message);
    }

    private static <M extends Record> RosTopic<M> topic(Class<M> type, Delivery delivery) {
        return new RosTopic<>("/contract/some_topic", type, delivery, MOST_BYTES);
    }

    /** Says it again until it is heard: what is said before two ends have found each other is lost. */
    private static <M extends Record> @Nullable M reaches(Publication<M> publication, BlockingQueue<M> heard, M message)
            throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        @Nullable M answer = null;
        while (answer == null && System.nanoTime() - deadline < 0) {
            publication.send(message);
            answer = heard.poll(100, TimeUnit.MILLISECONDS);
        }
        return answer;
    }
}
