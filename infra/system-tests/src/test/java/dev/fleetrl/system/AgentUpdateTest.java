package dev.fleetrl.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.system.InstalledAgent.Said;
import dev.fleetrl.transport.Link;
import dev.fleetrl.transport.mqtt.MqttSettings;
import dev.fleetrl.transport.mqtt.MqttWire;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real packages, installed by dpkg; real agents of a robot behind ROS 2, and their doctors, beside a real broker and policy server. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AgentUpdateTest {
    private static final OperatorId KIM = new OperatorId("kim");
    private static final RobotTopics TOPICS = RobotTopics.of(new SiteId("home"), new RobotId("arm-1"));
    private static final long LIFE_MILLIS = 2_000;

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static AgentSurroundings around;
    private static AgentPackages packages;
    private static Link person;

    @BeforeAll
    static void start() throws Exception {
        assumeThat(AgentPackages.obstacle())
                .as("packages can be installed in a root of their own")
                .isEmpty();
        vertx = Vertx.vertx();
        packages = new AgentPackages(folder.resolve("packages"));
        around = AgentSurroundings.start(vertx);
        person = MqttWire.open(
                vertx.getOrCreateContext(),
                MqttSettings.of(URI.create(around.mqtt()), "kim"),
                Optional.empty(),
                letter -> {});
    }

    @AfterAll
    static void stop() throws Exception {
        if (around != null) {
            around.close();
            vertx.close().await();
        }
    }

    @Test
    void isRefusedWhileARobotIsDrivenAndDoneWhileItIsHeld() throws Exception {
        try (InstalledAgent robot = running(folder.resolve("held"))) {
            byte[] config = Files.readAllBytes(robot.file("etc/fleetrl/robot-agent.yaml"));
            Object spool = key(robot);
            ProcessHandle before = robot.process();
            tell(robot, " driven AUTONOMOUS", header -> new Command.Resume(header, KIM));
            assertRefused(robot);
            assertAptLaysDownBeside(robot, before);

            tell(robot, " held HOLD held-by-kim", header -> new Command.Hold(header, KIM));
            Said updated = robot.agent("update");

            assertThat(updated.code()).as(updated.text()).isZero();
            assertThat(updated.last())
                    .startsWith("0.2.0-whole is in charge and runs")
                    .contains("0.1.0-whole is kept");
            assertRunsHeld(robot, "0.2.0-whole", before);
            assertThat(robot.file("etc/fleetrl/robot-agent.yaml")).hasBinaryContent(config);
            assertThat(key(robot)).isEqualTo(spool);

            goesBackFromADeadAgent(robot);
        }
    }

    private static void assertRefused(InstalledAgent robot) throws Exception {
        Said refused = robot.agent("update", packages.whole("0.2.0").toString());

        assertThat(refused.code()).as(refused.text()).isEqualTo(2);
        assertThat(refused.text().lines())
                .containsExactly(
                        "fleetrl-robot-agent: arm-1 is not held (AUTONOMOUS resumed): press Hold, or systemctl stop"
                                + " fleetrl-robot-agent, then try again; 0.1.0-whole stays in charge");
        assertThat(robot.packageVersion()).isEqualTo("install ok installed 0.1.0");
    }

    /** Whatever apt does, the agent goes on. */
    private static void assertAptLaysDownBeside(InstalledAgent robot, ProcessHandle before) throws Exception {
        Said laidDown = robot.install(packages.whole("0.2.0"));

        assertThat(laidDown.code()).as(laidDown.text()).isZero();
        assertThat(laidDown.last()).contains("0.2.0-whole is laid down and 0.1.0-whole stays in charge");
        assertThat(robot.agent("update").code()).isEqualTo(2);
        assertThat(robot.process()).isEqualTo(before);
        assertThat(robot.release()).isEqualTo("0.1.0-whole");
        assertThat(robot.notice()).isEqualTo(before.pid() + " driven AUTONOMOUS resumed");
    }

    /** It drives nothing any more, whatever it said last. */
    private static void goesBackFromADeadAgent(InstalledAgent robot) throws Exception {
        tell(robot, " driven AUTONOMOUS", header -> new Command.Resume(header, KIM));
        ProcessHandle killed = robot.process();
        killed.destroyForcibly();
        killed.onExit().join();

        Said back = robot.agent("update", "--back");

        assertThat(back.code()).as(back.text()).isZero();
        assertRunsHeld(robot, "0.1.0-whole", killed);
    }

    @Test
    void leavesTheOldReleaseAloneWhereTheDoctorOfTheNewOneComplains() throws Exception {
        try (InstalledAgent robot = running(folder.resolve("doctor"))) {
            ProcessHandle before = robot.process();
            Said broken = robot.agent(
                    "update", packages.without("0.3.0", "ihmc-pub-sub").toString());
            assertThat(broken.code()).as(broken.text()).isEqualTo(2);
            assertThat(broken.last())
                    .startsWith(
                            "fleetrl-robot-agent: the doctor of 0.3.0-broken breaks off (code 1, see above), so 0.1.0-whole is still in charge");
            assertStillRuns(robot, before);

            Said laidDown = robot.install(packages.whole("0.2.0"));
            assertThat(laidDown.code()).as(laidDown.text()).isZero();
            around.configure(robot, URI.create("ws://127.0.0.1:9"));
            Said complained = robot.agent("update");
            assertThat(complained.code()).as(complained.text()).isEqualTo(2);
            assertThat(complained.last())
                    .contains(
                            "0.1.0-whole is still in charge, as before: policy server ws://127.0.0.1:9 does not answer");
            assertStillRuns(robot, before);

            // Who knows better may say so: a robot that was ill before can be mended.
            Said mended = robot.agent("update", "--despite-doctor");
            assertThat(mended.code()).as(mended.text()).isZero();
            assertThat(mended.text()).contains("going on despite the doctor of 0.2.0-whole: policy server");
            assertRunsHeld(robot, "0.2.0-whole", before);
        }
    }

    @Test
    void goesBackWhereTheNewReleaseIsWellButDoesNotStart() throws Exception {
        try (InstalledAgent robot = running(folder.resolve("start"))) {
            Files.delete(robot.file("run/fleetrl/arm-1.control"));
            Said unknown = robot.agent(
                    "update", packages.without("0.3.0", "sqlite-jdbc").toString());
            assertThat(unknown.code()).isEqualTo(2);
            assertThat(unknown.last()).contains("the agent runs but does not say whether its robot is held");
            assertThat(robot.systemctl("restart").code()).isZero();
            ProcessHandle before = robot.process();
            awaitNotice(robot, " held HOLD reset-the-scene");

            Said failed = robot.agent(
                    "update", packages.without("0.3.0", "sqlite-jdbc").toString());

            assertThat(failed.code()).as(failed.text()).isEqualTo(2);
            assertThat(failed.last())
                    .isEqualTo(
                            "fleetrl-robot-agent: 0.3.0-broken does not start (see journalctl -u fleetrl-robot-agent);"
                                    + " 0.1.0-whole is in charge again, and runs");
            assertRunsHeld(robot, "0.1.0-whole", before);
        }
    }

    /** Whole or not at all, wherever it is cut off; and what was cut off can be done again. No agent runs here. */
    @Test
    void leavesTheOldReleaseOrTheNewOneWhereverThePowerFails() throws Exception {
        Path deb = packages.light("0.2.0");
        Set<String> inCharge = new HashSet<>();
        Map<String, Integer> old = packages.files("0.1.0");
        Map<String, Integer> next = packages.files("0.2.0");
        int n = 0;
        Said said;
        do {
            n++;
            InstalledAgent robot = new InstalledAgent(folder.resolve("cut-" + n));
            robot.install(packages.light("0.1.0"));
            said = robot.agentWithPowerCut(n, "update", deb.toString());
            inCharge.add(robot.release());
            assertThat(robot.current()).as("before step " + n).isIn(old, next);
            assertThat(robot.agent("doctor", "any.yaml").code()).isZero();

            Said again = robot.agent("update", deb.toString());
            assertThat(again.last())
                    .as("after a cut before step " + n + ": " + again.text())
                    .contains("0.2.0-light is in charge");
            assertThat(robot.current()).isEqualTo(next);
        } while (said.code() != 0);

        assertThat(n).isGreaterThan(10);
        assertThat(inCharge).containsExactlyInAnyOrder("0.1.0-light", "0.2.0-light");
    }

    private static InstalledAgent running(Path root) throws Exception {
        InstalledAgent robot = new InstalledAgent(root);
        Said installed = robot.install(packages.whole("0.1.0"));
        assertThat(installed.code()).as(installed.text()).isZero();
        around.configure(robot, around.policy());
        robot.boot();
        Said started = robot.systemctl("restart");
        assertThat(started.code()).as(started.text()).isZero();
        awaitNotice(robot, " held HOLD reset-the-scene");
        return robot;
    }

    private static void awaitNotice(InstalledAgent robot, String words) {
        RunningSite.await("the agent says" + words, () -> robot.notice().contains(words));
    }

    /** Until it has: an agent that is not connected yet hears nothing. */
    private static void tell(InstalledAgent robot, String words, Function<Command.Header, Command> command) {
        RunningSite.await("the agent says" + words, () -> {
            long now = System.currentTimeMillis();
            var unused = person.publish(
                    TOPICS.commands(),
                    command.apply(new Command.Header(UUID.randomUUID().toString(), now, now + LIFE_MILLIS)));
            return robot.notice().contains(words);
        });
    }

    private static void assertRunsHeld(InstalledAgent robot, String release, ProcessHandle before) throws Exception {
        assertThat(robot.release()).isEqualTo(release);
        assertThat(robot.process()).isNotEqualTo(before);
        assertThat(robot.process().info().arguments().orElseThrow())
                .anyMatch(argument -> argument.contains("/releases/" + release + "/"));
        awaitNotice(robot, robot.process().pid() + " held HOLD reset-the-scene");
    }

    private static void assertStillRuns(InstalledAgent robot, ProcessHandle before) throws Exception {
        assertThat(robot.release()).isEqualTo("0.1.0-whole");
        assertThat(before.isAlive()).isTrue();
        assertThat(robot.notice()).isEqualTo(before.pid() + " held HOLD reset-the-scene");
    }

    private static Object key(InstalledAgent robot) throws Exception {
        return Files.getAttribute(robot.file("var/lib/fleetrl/spool-arm-1.db"), "unix:ino");
    }
}
