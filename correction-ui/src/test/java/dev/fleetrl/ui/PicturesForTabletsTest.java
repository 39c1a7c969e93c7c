package dev.fleetrl.ui;

import static dev.fleetrl.ui.RunningSite.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.VideoFrame;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which pictures robots are asked for, and which tablets get. */
class PicturesForTabletsTest {
    private static final SiteId SITE = new SiteId("lab");
    private static final RobotId R1 = new RobotId("r1");
    private static final RobotId R2 = new RobotId("r2");

    private final RunningSite site = RunningSite.start(SITE);
    private final BlockingQueue<RobotId> robots = new LinkedBlockingQueue<>();
    private final BlockingQueue<VideoFrame> seen = new LinkedBlockingQueue<>();
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private OperatorClient ada;

    private record Asked(RobotId robot, long lifeMillis) {}

    @BeforeEach
    void start() throws Exception {
        for (RobotId robot : List.of(R1, R2)) {
            RobotTopics topics = RobotTopics.of(SITE, robot);
            await(site.wire().subscribe(topics.commands(), command -> {
                Command.Header header = ((Command.Watch) command).header();
                asked.add(new Asked(robot, header.expiresAtMillis() - header.issuedAtMillis()));
                return Future.succeededFuture();
            }));
            await(site.wire().publish(topics.connection(), new Connection(robot, "s1", Connection.State.ONLINE)));
        }
        ada = await(OperatorClient.connect(site.vertx(), site.uri(), new OperatorId("ada")));
        ada.onRobot(robot -> robots.add(robot.robot()));
        ada.onVideo(seen::add);
        Set<RobotId> told = new HashSet<>();
        while (told.size() < 2) {
            told.add(next(robots)); // who becomes stale meanwhile is told twice
        }
    }

    @AfterEach
    void stop() throws Exception {
        await(ada.close());
        site.close();
    }

    @Test
    void aWallGlancesAtWhoIsOnItAndAtNobodyElse() throws Exception {
        await(ada.watch(List.of(R2), List.of()));

        for (int glances = 0; glances < 3; glances++) {
            Asked glance = next(asked);
            assertThat(glance.robot()).isEqualTo(R2);
            assertThat(glance.lifeMillis())
                    .as("so short that it is one picture")
                    .isLessThan(500);
        }
    }

    @Test
    void whoIsWatchedLiveIsNotGlancedAtToo() throws Exception {
        await(ada.watch(List.of(R1, R2), List.of(R1)));

        for (int questions = 0; questions < 6; questions++) {
            Asked question = next(asked);
            assertThat(question.lifeMillis() >= 500).isEqualTo(question.robot().equals(R1));
        }
    }

    @Test
    void aPictureThatIsTooLargeIsNotPassedOnAndHoldsNobodyUp() throws Exception {
        await(ada.watch(List.of(), List.of(R1, R2)));
        next(asked);
        VideoFrame large = picture(R1, TabletSite.MAX_PICTURE_BYTES + 1);
        VideoFrame small = picture(R2, 20_000);

        await(site.wire().publish(RobotTopics.of(SITE, R1).video(), large));
        await(site.wire().publish(RobotTopics.of(SITE, R2).video(), small));

        assertThat(next(seen)).isEqualTo(small);
        assertThat(seen).isEmpty();
    }

    private static VideoFrame picture(RobotId robot, int bytes) {
        return new VideoFrame(robot, 1, 1_000, new Frame("third", Bytes.of(new byte[bytes])));
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T element = queue.poll(5, TimeUnit.SECONDS);
        assertThat(element).as("nothing came within 5 s").isNotNull();
        return element;
    }
}
