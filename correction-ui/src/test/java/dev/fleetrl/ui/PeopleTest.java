package dev.fleetrl.ui;

import static dev.fleetrl.ui.GuardedSite.PASSWORD;
import static dev.fleetrl.ui.GuardedSite.R1;
import static dev.fleetrl.ui.RunningSite.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.AuditRecord;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.CommandResult;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.TeleopCommand;
import dev.fleetrl.ui.people.Role;
import dev.fleetrl.ui.signin.Passwords;
import dev.fleetrl.ui.signin.PeopleFile;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody with a tablet of their own making can do to a robot, and cannot. */
@SuppressWarnings("NullAway.Init") // by start()
class PeopleTest {
    private static final String DRIVE =
            "{\"command\":\"teleop\",\"robot\":\"r1\",\"epoch\":7,\"sequence\":%d,\"enable\":true,"
                    + "\"twist\":[0.1,0,0,0,0,0],\"gripper\":0,\"ttlMillis\":200}";
    private static final String STOP = "{\"command\":\"stop\",\"id\":\"6\",\"robot\":\"r1\"}";
    private static final String TAKE_OVER = "{\"command\":\"take-over\",\"id\":\"2\",\"robot\":\"r1\"}";

    @TempDir
    Path folder;

    private GuardedSite guarded;

    @BeforeEach
    void start() throws Exception {
        guarded = new GuardedSite(folder);
    }

    @AfterEach
    void stop() throws Exception {
        guarded.close();
    }

    static List<String> controls() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/golden/ui-commands.jsonl")).stream()
                .filter(line -> !line.matches(".*\"(watch|ping|stop|stop-all)\".*"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("controls")
    void aViewerMovesNothing(String command) throws Exception {
        Tablet vic = guarded.tablet().signIn("vic", PASSWORD).connect();

        vic.say(command);

        String told = vic.hearUntilPong();
        assertThat(told).contains("vic is VIEWER; this is for OPERATOR, ADMIN");
        AuditRecord record = guarded.site.told(
                command.contains("teleop")
                        ? "drive-begin"
                        : command.replaceAll("^\\{\"command\":\"([^\"]*)\".*", "$1"));
        assertThat(record.accepted()).contains(false);
        assertThat(record.operator()).isEqualTo(new OperatorId("vic"));
        guarded.assertNothingWentOut();
    }

    @Test
    void whoeverIsSignedInStopsARobot() throws Exception {
        for (String name : List.of("vic", "ada", "rita", "root")) {
            Tablet tablet = guarded.tablet().signIn(name, PASSWORD).connect();
            tablet.say(STOP);

            Command command = guarded.nextCommand();
            assertThat(command).isInstanceOf(Command.Stop.class);
            assertThat(((Command.Stop) command).operator()).isEqualTo(new OperatorId(name));
            await(guarded.site
                    .wire()
                    .publish(
                            guarded.topics.answers(),
                            new CommandResult(R1, command.header().id(), true, "")));
            assertThat(guarded.site.told("stop"))
                    .satisfies(record -> assertThat(record.accepted()).contains(true))
                    .satisfies(record -> assertThat(record.operator().value()).isEqualTo(name));
        }
    }

    @Test
    void whoIsNotSignedInSeesAndDoesNothing() throws Exception {
        Tablet nobody = guarded.tablet().connect();
        nobody.say("{\"command\":\"watch\",\"wall\":[\"r1\"],\"live\":[\"r1\"]}");
        nobody.say(STOP);
        nobody.say("{\"command\":\"stop-all\",\"id\":\"1\"}");
        nobody.say(String.format(DRIVE, 1));
        String told = nobody.hearUntilPong();

        assertThat(told).contains("\"by\":\"file\"").contains("sign in first").doesNotContain("\"event\":\"robot\"");
        guarded.assertNothingWentOut();
    }

    @Test
    void aSessionThatNeverWasIsNobodys() throws Exception {
        Tablet ada = guarded.tablet().signIn("ada", PASSWORD);
        assertThat(ada.send(HttpMethod.POST, "/auth/sign-out", "").statusCode()).isEqualTo(204);
        Tablet again = guarded.tabOf(ada);

        again.connect().say(TAKE_OVER);

        assertThat(again.hearUntilPong()).contains("sign in first");
        guarded.assertNothingWentOut();
    }

    @Test
    void whoSignsOutDrivesNoMoreAtAnyTabletAndMayStillStop() throws Exception {
        Tablet ada = guarded.tablet().signIn("ada", PASSWORD).connect();
        ada.say(String.format(DRIVE, 1));
        assertThat(guarded.nextTeleop().enable()).isTrue();
        Tablet menu = guarded.tabOf(ada);

        assertThat(menu.send(HttpMethod.POST, "/auth/sign-out", "").statusCode())
                .isEqualTo(204);

        TeleopCommand release = guarded.nextTeleop();
        assertThat(release.enable()).isFalse();
        assertThat(release.operator()).isEqualTo(new OperatorId("ada"));
        assertThat(ada.hear("\"event\":\"refused\"")).contains("signed out");
        ada.say(String.format(DRIVE, 3));
        ada.say(TAKE_OVER);
        assertThat(ada.hearUntilPong()).contains("sign in first");
        guarded.assertNothingWentOut();
        ada.say(STOP);
        assertThat(guarded.nextCommand()).isInstanceOf(Command.Stop.class);
        assertThat(guarded.site.told("drive-end").reason()).startsWith("1 commands in ");
    }

    @Test
    void whoseSessionHasRunOutDrivesNoMore() throws Exception {
        Tablet ada = guarded.tablet().signIn("ada", PASSWORD).connect();
        ada.say(String.format(DRIVE, 1));
        assertThat(guarded.nextTeleop().enable()).isTrue();

        guarded.site.offsetMillis().set(Duration.ofMinutes(121).toMillis());
        ada.say(String.format(DRIVE, 2));
        ada.say(TAKE_OVER);

        assertThat(guarded.nextTeleop().enable()).isFalse();
        String told = ada.hearUntilPong();
        assertThat(told).contains("\"operator\":null").contains("sign in again").contains("sign in first");
        guarded.assertNothingWentOut();
        assertThat(ada.send(HttpMethod.POST, "/api/v1/help/r1/claim", "{}").statusCode())
                .isEqualTo(401);
    }

    @Test
    void whoDrivesIsNotIdle() throws Exception {
        Tablet ada = guarded.tablet().signIn("ada", PASSWORD).connect();
        for (int minutes = 100; minutes <= 500; minutes += 100) {
            guarded.site.offsetMillis().set(Duration.ofMinutes(minutes).toMillis());
            ada.say(String.format(DRIVE, minutes));
            assertThat(guarded.nextTeleop().enable()).isTrue();
        }
    }

    @Test
    void whoLooksOnIsIdle() throws Exception {
        Tablet ada = guarded.tablet().signIn("ada", PASSWORD).connect();
        guarded.site.offsetMillis().set(Duration.ofMinutes(100).toMillis());
        ada.say("{\"command\":\"watch\",\"wall\":[\"r1\"],\"live\":[]}");
        assertThat(ada.hearUntilPong()).doesNotContain("sign in again");

        guarded.site.offsetMillis().set(Duration.ofMinutes(121).toMillis());

        assertThat(ada.hear("\"event\":\"refused\"")).contains("you have done nothing for 120 min");
    }

    @Test
    void nobodyCommandsARobotThatIsNotHeardButForAStop() throws Exception {
        Tablet ada = guarded.tablet().signIn("ada", PASSWORD).connect();

        ada.say(TAKE_OVER.replace("r1", "made-up"));
        ada.say(STOP.replace("r1", "made-up"));

        assertThat(ada.hear("made-up")).contains("no robot made-up");
        assertThat(ada.hear("made-up")).contains("sent, but no answer is awaited: the robot is not heard here");
        assertThat(guarded.site.told("stop").accepted()).isEmpty();
    }

    /** The robot may well have been taken over, and lost the answer alone. */
    @Test
    void whatNoRobotAnsweredIsNotKnownAndLetHold() throws Exception {
        Tablet ada = guarded.tablet().signIn("ada", PASSWORD).connect();
        ada.say(TAKE_OVER);
        assertThat(guarded.nextCommand()).isInstanceOf(Command.TakeOver.class);
        assertThat(ada.hear("\"event\":\"answer\"")).contains("the robot does not answer");
        assertThat(guarded.site.told("take-over").accepted()).isEmpty();
        guarded.isHeldBy(new OperatorId("ada"));
        assertThat(ada.hear("\"holder\":\"ada\"")).contains("HUMAN");

        ada.close();

        assertThat(guarded.nextCommand()).isInstanceOf(Command.Hold.class);
    }

    @Test
    void signingInWaitsForNoOtherBlockingWork() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < 20; i++) {
            guarded.site
                    .vertx()
                    .executeBlocking(() -> end.await(RunningSite.LIMIT_SECONDS, TimeUnit.SECONDS), false)
                    .onFailure(Throwable::printStackTrace);
        }

        guarded.tablet().signIn("ada", PASSWORD);

        end.countDown();
    }

    @Test
    void whoHasAnotherPasswordByNowIsOut() throws Exception {
        Tablet ada = guarded.tablet().signIn("ada", PASSWORD).connect();
        ada.say(String.format(DRIVE, 1));
        assertThat(guarded.nextTeleop().enable()).isTrue();

        var unused = PeopleFile.change(
                guarded.file,
                people -> people.with(new PeopleFile.Entry(
                        new OperatorId("ada"), List.of(Role.OPERATOR), Passwords.hash("another one than that"))));

        assertThat(guarded.nextTeleop().enable()).isFalse();
        assertThat(ada.hear("\"event\":\"refused\"")).contains("your password have changed");
    }

    @Test
    void whoWasTakenOutOfTheFileIsOut() throws Exception {
        Tablet ada = guarded.tablet().signIn("ada", PASSWORD).connect();
        ada.say(String.format(DRIVE, 1));
        assertThat(guarded.nextTeleop().enable()).isTrue();

        PeopleFile.read(guarded.file).without(new OperatorId("ada")).write(guarded.file);
        Files.setLastModifiedTime(guarded.file, FileTime.fromMillis(System.currentTimeMillis() + 5_000));

        assertThat(guarded.nextTeleop().enable()).isFalse();
        assertThat(ada.hear("\"event\":\"refused\"")).contains("your roles or your password have changed");
        assertThat(guarded.tablet().trySignIn("ada", PASSWORD).statusCode()).isEqualTo(401);
    }
}
