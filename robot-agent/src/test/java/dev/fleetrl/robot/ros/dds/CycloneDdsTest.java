package dev.fleetrl.robot.ros.dds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.robot.ros.RosMessages;
import dev.fleetrl.robot.ros.RosTopic;
import dev.fleetrl.robot.ros.RosTopic.Delivery;
import dev.fleetrl.robot.ros.RosWire.Publication;
import dev.fleetrl.robot.ros.cdr.Cdr;
import dev.fleetrl.robot.ros.message.CompressedImage;
import dev.fleetrl.robot.ros.message.Header;
import dev.fleetrl.robot.ros.message.JointState;
import dev.fleetrl.robot.ros.message.RosName;
import dev.fleetrl.robot.ros.message.Time;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against an implementation of DDS that shares no line with ours. */
class CycloneDdsTest {
    private static final int DOMAIN = 78;
    private static final int MOST_BYTES = 1 << 17;
    private static final long PATIENCE_SECONDS = 20;
    private static final int HOSTILE = 2_000;
    private static final int PICTURES_A_SECOND = 30;
    private static final Header HEADER = new Header(new Time(1, 2), "cam");

    @TempDir
    static Path folder;

    private static @Nullable Path program;

    private final AtomicInteger complaints = new AtomicInteger();
    private DdsWire wire;
    private @Nullable CyclonePeer peer;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        assumeThat(CyclonePeer.canBuild())
                .as("cyclonedds-dev, cyclonedds-tools and gcc are installed")
                .isTrue();
        program = CyclonePeer.build(folder);
    }

    @BeforeEach
    void open() {
        wire = DdsWire.open(DdsSettings.loopback(DOMAIN), (topic, reason) -> complaints.incrementAndGet());
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
        if (peer != null) {
            peer.close();
        }
    }

    static List<Record> messages() {
        return RosMessages.all();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void comesBackTheSameFromAnotherImplementation(Record message) throws IOException, InterruptedException {
        assertThat(echoed(message)).isEqualTo(message);
        assertThat(complaints).hasValue(0);
    }

    /**
     * To the peer and back at a camera's pace, numbered: what arrives is whole and in order, and most of it arrives. With
     * {@code -Dpictures.seconds=60} it is the measurement that docs/operate.md tells of.
     */
    @Test
    void picturesComeWholeAndInOrder() throws IOException, InterruptedException {
        int pictures = PICTURES_A_SECOND * Integer.getInteger("pictures.seconds", 2);
        byte[] bytes = RosMessages.picture().data().toArray();
        BlockingQueue<CompressedImage> heard = new LinkedBlockingQueue<>();
        startEcho(CompressedImage.class, heard);
        Publication<CompressedImage> publication = wire.publish(there(CompressedImage.class));
        assertThat(reaches(publication, heard, picture(bytes, 0))).isNotNull();
        int came = 0;
        int last = 0;
        long due = System.nanoTime();
        for (int i = 1; i <= pictures; i++) {
            publication.send(picture(bytes, i));
            due += TimeUnit.SECONDS.toNanos(1) / PICTURES_A_SECOND;
            CompressedImage next = heard.poll(due - System.nanoTime(), TimeUnit.NANOSECONDS);
            while (next != null) {
                int number = next.header().stamp().nanosec();
                assertThat(next).isEqualTo(picture(bytes, number));
                assertThat(number).isGreaterThanOrEqualTo(last);
                came += number > last ? 1 : 0;
                last = number;
                next = heard.poll(due - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        }
        System.out.printf("pictures: %d sent, %d came back%n", pictures, came);
        assertThat(came).isGreaterThan(pictures / 2);
    }

    @ParameterizedTest(name = "2,000 hostile samples, seed {0}")
    @ValueSource(longs = {1, 2})
    void survivesWhateverIsSentUnderATypesName(long seed) throws IOException, InterruptedException {
        BlockingQueue<JointState> heard = new LinkedBlockingQueue<>();
        wire.subscribe(here(JointState.class, Delivery.RELIABLE, MOST_BYTES), heard::add);
        Random random = new Random(seed);
        CyclonePeer blobs = blobs(JointState.class);
        byte[] good = good(new JointState(HEADER, List.of("a"), List.of(1.0), List.of(), List.of()));
        assertThat(reaches(blobs, good, heard)).isNotNull();
        for (int i = 0; i < HOSTILE; i++) {
            byte[] blob = new byte[random.nextInt(200)];
            random.nextBytes(blob);
            blobs.send(blob);
        }
        heard.clear();
        assertThat(reaches(blobs, good, heard)).isNotNull();
        assertThat(complaints).hasPositiveValue();
    }

    /** The library would copy it over the end of its buffer, were its memory not of a fixed size. */
    @ParameterizedTest
    @EnumSource(Delivery.class)
    void goesOnAfterSamplesThatAreTooLarge(Delivery delivery) throws IOException, InterruptedException {
        BlockingQueue<JointState> heard = new LinkedBlockingQueue<>();
        wire.subscribe(here(JointState.class, delivery, 1_000), heard::add);
        CyclonePeer blobs = blobs(JointState.class);
        byte[] good = good(new JointState(HEADER, List.of("a"), List.of(1.0), List.of(), List.of()));
        assertThat(reaches(blobs, good, heard)).isNotNull();
        for (int i = 0; i < 20; i++) {
            blobs.send(new byte[50_000]);
        }
        heard.clear();
        assertThat(reaches(blobs, good, heard)).isNotNull();
    }

    private <M extends Record> @Nullable M echoed(M message) throws IOException, InterruptedException {
        @SuppressWarnings("unchecked") // A message is of its own class.
        Class<M> type = (Class<M>) message.getClass();
        BlockingQueue<M> heard = new LinkedBlockingQueue<>();
        startEcho(type, heard);
        return reaches(wire.publish(there(type)), heard, message);
    }

    private <M extends Record> void startEcho(Class<M> type, BlockingQueue<M> heard) throws IOException {
        wire.subscribe(here(type, Delivery.RELIABLE, MOST_BYTES), heard::add);
        peer = CyclonePeer.echo(program(), DOMAIN, ddsType(type), "rt/test/there", "rt/test/here");
    }

    private CyclonePeer blobs(Class<? extends Record> type) throws IOException {
        CyclonePeer blobs = CyclonePeer.blobs(program(), DOMAIN, ddsType(type), "rt/test/here");
        peer = blobs;
        return blobs;
    }

    private static Path program() {
        return Objects.requireNonNull(program);
    }

    private static <M extends Record> RosTopic<M> there(Class<M> type) {
        return new RosTopic<>("/test/there", type, Delivery.RELIABLE, MOST_BYTES);
    }

    private static <M extends Record> RosTopic<M> here(Class<M> type, Delivery delivery, int mostBytes) {
        return new RosTopic<>("/test/here", type, delivery, mostBytes);
    }

    private static String ddsType(Class<? extends Record> type) {
        String[] parts = type.getAnnotation(RosName.class).value().split("/", -1);
        return parts[0] + "::msg::dds_::" + parts[2] + "_";
    }

    private static CompressedImage picture(byte[] bytes, int number) {
        return new CompressedImage(new Header(new Time(1, number), "cam"), "jpeg", Bytes.of(bytes));
    }

    /** The sample without its header and without the first four bytes, in which a blob's length will stand for the seconds. */
    private static byte[] good(JointState message) {
        byte[] sample = Cdr.of(JointState.class).encode(message);
        ByteBuffer bytes = ByteBuffer.wrap(sample, 8, sample.length - 8).order(ByteOrder.LITTLE_ENDIAN);
        byte[] blob = new byte[bytes.remaining()];
        bytes.get(blob);
        return blob;
    }

    private static <M> @Nullable M reaches(CyclonePeer peer, byte[] blob, BlockingQueue<M> heard)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        @Nullable M answer = null;
        while (answer == null && System.nanoTime() - deadline < 0) {
            peer.send(blob);
            answer = heard.poll(100, TimeUnit.MILLISECONDS);
        }
        return answer;
    }

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
