package dev.fleetrl.ui;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.ui.fake.FakeController;
import dev.fleetrl.ui.fake.FakeRobot;
import dev.fleetrl.ui.fake.InMemoryWire;
import dev.fleetrl.ui.people.Sessions;
import dev.fleetrl.ui.signin.SignInSettings;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A site without a fleet, to look at the page: eight robots that answer, and a controller with made-up figures. */
final class FakeFleetMain {
    private FakeFleetMain() {}

    /** With a second argument, a file of people: they sign in with their passwords. */
    private static SignInSettings people(String[] arguments) {
        return arguments.length > 1 ? new SignInSettings.ByFile(arguments[1]) : new SignInSettings.ByName();
    }

    public static void main(String[] arguments) throws Exception {
        SiteId site = new SiteId("workshop");
        Vertx vertx = Vertx.vertx();
        InMemoryWire wire = new InMemoryWire(vertx);
        int controller = RunningSite.await(FakeController.listen(vertx));
        CorrectionUiConfig config = new CorrectionUiConfig(
                URI.create("tcp://127.0.0.1:1"),
                Optional.empty(),
                site,
                new CorrectionUiConfig.Http("127.0.0.1", Integer.parseInt(arguments[0])),
                Optional.empty(),
                URI.create("http://127.0.0.1:" + controller),
                Optional.empty(),
                Set.of(),
                people(arguments),
                new Sessions.Limits(12, 120),
                1_500,
                600_000,
                0,
                Map.of(),
                false);
        CorrectionUiVerticle ui = new CorrectionUiVerticle(config, wire, System::currentTimeMillis);
        RunningSite.await(vertx.deployVerticle(ui));
        vertx.runOnContext(now -> fleet(vertx, wire, site));
        System.out.println("http://127.0.0.1:" + ui.port());
    }

    private static void fleet(Vertx vertx, InMemoryWire wire, SiteId site) {
        for (int i = 1; i <= 7; i++) {
            ActionSource driver = i == 3
                    ? new ActionSource.Demonstration(new OperatorId("scripted-expert"))
                    : FakeRobot.policy("pick-r2");
            FakeRobot robot = new FakeRobot(vertx, wire, site, new RobotId("cell-" + i), driver);
            if (i == 4) {
                robot.compare();
            }
            if (i == 5) {
                vertx.setTimer(500, timer -> robot.askForHelp("no-progress"));
            }
        }
        RobotId lost = new RobotId("cell-8");
        wire.publish(RobotTopics.of(site, lost).connection(), new Connection(lost, "s1", Connection.State.BROKEN))
                .onFailure(Throwable::printStackTrace);
    }
}
