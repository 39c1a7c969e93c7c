package dev.fleetrl.ui;

import static dev.fleetrl.ui.RunningSite.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Activity;
import dev.fleetrl.contracts.Authority;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.TeleopCommand;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.ui.people.Role;
import dev.fleetrl.ui.signin.Passwords;
import dev.fleetrl.ui.signin.PeopleFile;
import dev.fleetrl.ui.signin.SignInSettings;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A site with one robot, and a file of people: one of each role. */
final class GuardedSite {
    static final RobotId R1 = new RobotId("r1");
    static final String PASSWORD = "correct horse battery";
    private static final SiteId SITE = new SiteId("lab");

    /** Slow on purpose, so once. */
    private static final String HASH = Passwords.hash(PASSWORD);

    final RobotTopics topics = RobotTopics.of(SITE, R1);
    final Path file;
    final RunningSite site;
    final BlockingQueue<Command> commands = new LinkedBlockingQueue<>();
    final BlockingQueue<TeleopCommand> teleops = new LinkedBlockingQueue<>();
    private final List<Tablet> tablets = new ArrayList<>();

    GuardedSite(Path folder) throws Exception {
        file = folder.resolve("people.yaml");
        new PeopleFile(List.of(
                        entry("vic", Role.VIEWER),
                        entry("ada", Role.OPERATOR),
                        entry("rita", Role.RESEARCHER),
                        entry("root", Role.ADMIN)))
                .write(file);
        site = RunningSite.start(SITE, new SignInSettings.ByFile(file.toString()), Optional.empty());
        await(site.wire().subscribe(topics.commands(), command -> keep(commands, command)));
        await(site.wire().subscribe(topics.teleop(), teleop -> keep(teleops, teleop)));
        await(site.wire().publish(topics.connection(), new Connection(R1, "s1", Connection.State.ONLINE)));
    }

    Tablet tablet() {
        return keep(new Tablet(site.vertx(), site.uri()));
    }

    /** With the same session. */
    Tablet tabOf(Tablet first) {
        return keep(first.tab(site.vertx()));
    }

    TeleopCommand nextTeleop() throws InterruptedException {
        return next(teleops);
    }

    Command nextCommand() throws InterruptedException {
        return next(commands);
    }

    /** As the robot says. */
    void isHeldBy(OperatorId operator) throws Exception {
        await(site.wire()
                .publish(
                        topics.state(),
                        new RobotState(
                                R1,
                                "s1",
                                1,
                                0,
                                new Authority(ControlMode.HUMAN, Optional.of(operator), 1, "taken-over"),
                                true,
                                Optional.empty(),
                                Vec.of(0, 0, 0, 0, 0, 0),
                                1,
                                0,
                                List.of(),
                                Optional.of(Activity.IDLE),
                                Optional.of(false),
                                Optional.empty())));
    }

    void assertNothingWentOut() {
        assertThat(commands).isEmpty();
        assertThat(teleops).isEmpty();
    }

    void close() throws Exception {
        for (Tablet tablet : tablets) {
            tablet.close();
        }
        site.close();
    }

    private Tablet keep(Tablet tablet) {
        tablets.add(tablet);
        return tablet;
    }

    private static PeopleFile.Entry entry(String name, Role role) {
        return new PeopleFile.Entry(new OperatorId(name), List.of(role), HASH);
    }

    private static <T> Future<Void> keep(BlockingQueue<T> queue, T element) {
        queue.add(element);
        return Future.succeededFuture();
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T element = queue.poll(RunningSite.LIMIT_SECONDS, TimeUnit.SECONDS);
        assertThat(element).as("nothing came in time").isNotNull();
        return element;
    }
}
