package dev.fleetrl.transport.access;

import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.transport.TopicFilter;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may write and read which topics, by the name in their certificate. A robot, {@code site/robot}, speaks for itself alone and hears what
 * is meant for it; a service hears and commands all robots of its broker. What no rule allows is refused.
 */
public final class BrokerAccess {
    public static final String CONTROLLER = "fleet-controller";
    public static final String PAGE = "correction-ui";

    /** Stands for the name in the certificate, in mosquitto's notation. */
    private static final String NAME = "%u";

    private static final RobotTopics OWN = new RobotTopics("fleetrl/v1/" + NAME + "/");
    private static final RobotTopics ALL = new RobotTopics("fleetrl/v1/+/+/");
    private static final String HOST = "fleetrl/v1/+/host";

    private static final List<Rule> ROBOT = Stream.concat(
                    rules(
                            Way.WRITE,
                            OWN.birth(),
                            OWN.connection(),
                            OWN.state(),
                            OWN.steps(),
                            OWN.video(),
                            OWN.help(),
                            OWN.answers()),
                    Stream.concat(
                            rules(Way.READ, OWN.stored(), OWN.done(), OWN.commands(), OWN.teleop()),
                            Stream.of(new Rule(Way.READ, HOST))))
            .toList();

    private static final List<User> SERVICES = List.of(
            new User(
                    CONTROLLER,
                    Stream.concat(
                                    rules(
                                            Way.READ,
                                            ALL.birth(),
                                            ALL.connection(),
                                            ALL.state(),
                                            ALL.steps(),
                                            ALL.help(),
                                            ALL.answers()),
                                    Stream.concat(
                                            rules(
                                                    Way.WRITE,
                                                    ALL.commands(),
                                                    ALL.stored(),
                                                    ALL.done(),
                                                    ALL.progress(),
                                                    ALL.help()),
                                            Stream.of(new Rule(Way.READ, HOST), new Rule(Way.WRITE, HOST))))
                            .toList()),
            new User(
                    PAGE,
                    Stream.concat(
                                    rules(
                                            Way.READ,
                                            ALL.birth(),
                                            ALL.connection(),
                                            ALL.state(),
                                            ALL.help(),
                                            ALL.progress(),
                                            ALL.video(),
                                            ALL.answers()),
                                    rules(Way.WRITE, ALL.commands(), ALL.teleop()))
                            .toList()));

    private BrokerAccess() {}

    private enum Way {
        READ,
        WRITE
    }

    private record Rule(Way way, String topic) {
        private String line(String kind) {
            return kind + (way == Way.READ ? " read " : " write ") + topic + "\n";
        }
    }

    private record User(String name, List<Rule> rules) {}

    /** What a robot's certificate calls it. */
    public static String name(SiteId site, RobotId robot) {
        return site + "/" + robot;
    }

    public static boolean mayWrite(String name, String topic) {
        return isPlain(topic) && isPlain(name) && rulesOf(name).anyMatch(allows(Way.WRITE, topic));
    }

    /**
     * Whether somebody may subscribe.
     *
     * @param filter a topic, or several with {@code +}; all that it stands for must be allowed
     */
    public static boolean mayRead(String name, String filter) {
        return filter.indexOf('#') < 0 && isPlain(name) && rulesOf(name).anyMatch(allows(Way.READ, filter));
    }

    /** The rules as mosquitto's {@code acl_file}. */
    public static String mosquitto() {
        String services = SERVICES.stream()
                .map(user -> "\nuser " + user.name() + "\n" + lines("topic", user.rules()))
                .collect(Collectors.joining());
        return "# Who may say and hear what, by the name in the certificate: robots are SITE/ROBOT. ./fleetrl certificate broker writes it.\n"
                + lines("pattern", ROBOT) + services;
    }

    private static String lines(String kind, List<Rule> rules) {
        return rules.stream().map(rule -> rule.line(kind)).collect(Collectors.joining());
    }

    private static Stream<Rule> rulesOf(String name) {
        Stream<Rule> own =
                ROBOT.stream().map(rule -> new Rule(rule.way(), rule.topic().replace(NAME, name)));
        Stream<Rule> services =
                SERVICES.stream().filter(user -> user.name().equals(name)).flatMap(user -> user.rules().stream());
        return Stream.concat(own, services);
    }

    private static Predicate<Rule> allows(Way way, String topic) {
        return rule -> rule.way() == way && TopicFilter.matches(rule.topic(), topic);
    }

    /** A wildcard in a name would make others' topics one's own. */
    private static boolean isPlain(String text) {
        return text.indexOf('+') < 0 && text.indexOf('#') < 0;
    }

    private static Stream<Rule> rules(Way way, Topic<?>... topics) {
        return Stream.of(topics).map(topic -> new Rule(way, topic.name()));
    }
}
