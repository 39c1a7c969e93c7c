package dev.fleetrl.ui.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.VideoFrame;
import dev.fleetrl.ui.protocol.UiEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final RobotId R1 = new RobotId("r1");
    private static final RobotId R2 = new RobotId("r2");

    private final Outbox outbox = new Outbox();

    @Test
    void sendsOnlyTheNewestStateOfEachRobotButEveryAnswer() {
        UiEvent first = new UiEvent.Answer(R1, "1", true, "");
        UiEvent second = new UiEvent.Answer(R1, "2", true, "");
        outbox.add(robot(R1, 1));
        outbox.add(first);
        outbox.add(robot(R2, 2));
        outbox.add(robot(R1, 3));
        outbox.add(second);

        assertThat(outbox.pollEvent()).contains(first);
        assertThat(outbox.pollEvent()).contains(second);
        assertThat(outbox.pollEvent()).contains(robot(R1, 3));
        assertThat(outbox.pollEvent()).contains(robot(R2, 2));
        assertThat(outbox.pollEvent()).isEmpty();
    }

    @Test
    void sendsOnlyTheNewestCurveOfARobotThatIsStillThere() {
        UiEvent newest = curve(R1, 2);
        outbox.add(curve(R1, 1));
        outbox.add(curve(R2, 1));
        outbox.add(newest);
        outbox.add(new UiEvent.RobotGone(R2));

        assertThat(outbox.pollEvent()).contains(new UiEvent.RobotGone(R2));
        assertThat(outbox.pollEvent()).contains(newest);
        assertThat(outbox.pollEvent()).isEmpty();
    }

    private static UiEvent curve(RobotId robot, int step) {
        return new UiEvent.Progress(robot, new EpisodeId("e1"), List.of(step), List.of(0.5));
    }

    @Test
    void dropsPicturesThatATabletHadNoTimeFor() {
        outbox.add(picture(R1, "third", 1));
        outbox.add(picture(R1, "third", 2));
        outbox.add(picture(R1, "wrist", 1));

        assertThat(outbox.pollPicture()).contains(picture(R1, "third", 2));
        assertThat(outbox.pollPicture()).contains(picture(R1, "wrist", 1));
        assertThat(outbox.pollPicture()).isEmpty();
    }

    @Test
    void saysWhenATabletIsTooFarBehind() {
        for (int i = 0; i < Outbox.MAX_EVENTS; i++) {
            assertThat(outbox.add(new UiEvent.Refused("hm"))).isTrue();
        }

        assertThat(outbox.add(new UiEvent.Refused("hm"))).isFalse();
        assertThat(outbox.add(robot(R1, 1))).isTrue();
    }

    @Test
    void givesTheWallAPictureOfOneCameraNowAndThenAndALiveTabletEveryOne() {
        VideoSelection selection = new VideoSelection(450);
        Optional<String> third = Optional.of("third");
        selection.watch(Set.of(R1), Set.of(R2));

        assertThat(selection.takes(picture(R1, "wrist", 1), third, 1_000)).isFalse();
        assertThat(selection.takes(picture(R1, "third", 1), third, 1_000)).isTrue();
        assertThat(selection.takes(picture(R1, "third", 2), third, 1_449)).isFalse();
        assertThat(selection.takes(picture(R1, "third", 3), third, 1_450)).isTrue();
        assertThat(selection.takes(picture(R2, "wrist", 1), third, 1_000)).isTrue();
        assertThat(selection.takes(picture(R2, "wrist", 2), third, 1_001)).isTrue();
        assertThat(selection.takes(picture(new RobotId("r3"), "third", 1), third, 1_000))
                .isFalse();
    }

    private static UiEvent.Robot robot(RobotId id, long seenAtMillis) {
        return new UiEvent.Robot(
                id, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, seenAtMillis);
    }

    private static VideoFrame picture(RobotId robot, String camera, long sequence) {
        return new VideoFrame(robot, sequence, 0, new Frame(camera, Bytes.of(new byte[] {1})));
    }
}
