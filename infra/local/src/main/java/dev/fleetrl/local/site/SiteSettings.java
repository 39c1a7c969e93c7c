package dev.fleetrl.local.site;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.local.UserError;
import dev.fleetrl.simulation.Tasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What kind of site to run on this machine.
 *
 * @param data where everything is kept
 * @param robots how many simulated robots
 * @param operators how many scripted people correct them; 0 leaves that to persons
 * @param port of the page; 0 takes a free one
 * @param mqtt an outside broker, such as {@code tcp://host:1883}; none starts an embedded one
 * @param mqttTls port at which the embedded broker also takes robots that are enrolled, with TLS; none does not
 * @param kafka an outside cluster, such as {@code host:9092}; none starts an embedded one
 * @param practise whether robots go on practising by themselves when nothing else is asked for
 * @param task what they practise
 * @param arm how their arms are reached
 * @param people file of who may sign in; without it whoever says a name may
 */
public record SiteSettings(
        Path data,
        int robots,
        int operators,
        int port,
        Optional<String> mqtt,
        Optional<Integer> mqttTls,
        Optional<String> kafka,
        boolean practise,
        String task,
        ArmKind arm,
        Optional<Path> people) {
    private static final int MOST_ROBOTS = 64;
    private static final int MOST_PORT = 65535;

    /** How an agent reaches the arm that it drives. */
    public enum ArmKind {
        /** In its own process, as fast as may be. */
        SIMULATED(8),
        /** Behind ROS 2, as fast as life: each takes a fifth of a core, whatever it does. */
        ROS2(4);

        private final int robots;

        ArmKind(int robots) {
            this.robots = robots;
        }

        /** How many two cores can carry beside everything else. */
        public int robots() {
            return robots;
        }
    }

    /** Refuses what cannot work, before anything is started. */
    public SiteSettings {
        refuseUnless(robots >= 1 && robots <= MOST_ROBOTS, "--robots must be 1 to " + MOST_ROBOTS + ", not " + robots);
        refuseUnless(
                operators >= 0 && operators <= robots, "--operators must be 0 to " + robots + ", not " + operators);
        refuseUnless(
                people.isEmpty() || operators == 0,
                "--people goes with --operators 0: scripted people have no passwords");
        refuseUnless(
                people.stream().allMatch(Files::isRegularFile),
                "--people: there is no such file; './fleetrl people add NAME --role operator --file FILE' makes it");
        refuseUnless(port >= 0 && port <= MOST_PORT, "--port must be 0 to " + MOST_PORT + ", not " + port);
        refuseUnless(
                mqtt.stream().allMatch(url -> url.matches("tcp://[^:/]+:\\d+")), "--mqtt must be like tcp://host:1883");
        refuseUnless(
                mqttTls.stream().allMatch(at -> at >= 1 && at <= MOST_PORT), "--mqtt-tls must be 1 to " + MOST_PORT);
        refuseUnless(
                mqttTls.isEmpty() || mqtt.isEmpty(), "--mqtt-tls is for the embedded broker, and --mqtt names another");
        refuseUnless(kafka.stream().allMatch(at -> at.matches("[^:/]+:\\d+")), "--kafka must be like host:9092");
        try {
            Tasks.byId(new TaskId(task));
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private static void refuseUnless(boolean fine, String otherwise) {
        if (!fine) {
            throw new UserError(otherwise);
        }
    }
}
