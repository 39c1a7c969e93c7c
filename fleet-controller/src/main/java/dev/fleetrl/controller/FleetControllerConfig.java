package dev.fleetrl.controller;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.controller.allocation.Allocation;
import dev.fleetrl.controller.allocation.Practice;
import dev.fleetrl.controller.fleet.FleetController;
import dev.fleetrl.controller.identity.CertificateAuthority;
import dev.fleetrl.controller.identity.Enrolment;
import dev.fleetrl.controller.retrain.RoundRunner;
import dev.fleetrl.controller.retrain.external.ExternalTrainer;
import dev.fleetrl.controller.retrain.schedule.RetrainSchedule;
import dev.fleetrl.controller.rollout.RolloutSettings;
import dev.fleetrl.controller.triage.HelpOrder;
import dev.fleetrl.transport.mqtt.MqttSettings;
import dev.fleetrl.transport.tls.TlsFolder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the fleet controller runs. Read once, from one file, in {@code main}; every value is in the file.
 *
 * @param mqtt the robots' broker
 * @param tls with {@code ssl://} as mqtt: folder of {@code ca.pem} and {@code fleet-controller.pem}; null with {@code tcp://}
 * @param kafka servers of the log
 * @param partitions of topics that have to be created
 * @param data folder of episodes, labels, snapshots and policies, shared with value-model and trainers
 * @param http where the API is served; port 0 is any free one
 * @param certificateDays life of a robot's certificate
 * @param staleSeconds after which a robot's state is not believed: three periods of it
 * @param lostSeconds after which a silent robot counts as gone
 * @param openWithinSeconds from the assignment of an episode to its beginning
 * @param giveUpSeconds without a sign of an episode that has begun
 * @param gapSeconds how long an event waits for one that it overtook
 * @param labelMinutes how long a value-model may label
 * @param warmMinutes how long a policy server may load
 * @param trainer program and first arguments of a training; job file and data folder are appended
 * @param externalTrainers who trains a recipe in its place, by the recipe's name
 * @param practice what robots do when nobody asks for anything; null is nothing
 * @param rollout how a new version is proven
 * @param help in which order robots get a person
 * @param exitWithParent whether to end when standard input does
 */
public record FleetControllerConfig(
        URI mqtt,
        Optional<String> tls,
        String kafka,
        int partitions,
        SiteId site,
        String data,
        Http http,
        double certificateDays,
        double staleSeconds,
        double lostSeconds,
        double openWithinSeconds,
        double giveUpSeconds,
        double gapSeconds,
        double labelMinutes,
        double warmMinutes,
        List<String> trainer,
        Map<String, ExternalTrainer> externalTrainers,
        Optional<PracticeConfig> practice,
        RolloutSettings rollout,
        HelpOrder help,
        boolean exitWithParent) {
    /** What its certificate and the broker's rules call it. */
    private static final String NAME = "fleet-controller";

    private static final CollectionId PRACTICE = new CollectionId("practice");
    private static final int MOST_CERTIFICATE_DAYS = 825;
    private static final double SECONDS_PER_DAY = 86_400;
    private static final double MILLIS_PER_SECOND = 1000;
    private static final double SECONDS_PER_MINUTE = 60;

    public FleetControllerConfig {
        if (staleSeconds <= 0 || lostSeconds < staleSeconds) {
            throw new IllegalArgumentException("staleSeconds must be positive and lostSeconds not below it");
        }
        if (!(certificateDays > 0 && certificateDays <= MOST_CERTIFICATE_DAYS)) {
            throw new IllegalArgumentException("certificateDays must be above 0 and at most " + MOST_CERTIFICATE_DAYS
                    + ", not " + certificateDays);
        }
        if (openWithinSeconds <= 0 || giveUpSeconds <= 0 || gapSeconds <= 0) {
            throw new IllegalArgumentException("openWithinSeconds, giveUpSeconds and gapSeconds must be positive");
        }
        if (trainer.isEmpty()) {
            throw new IllegalArgumentException("trainer must name a program");
        }
        trainer = List.copyOf(trainer);
        externalTrainers = Map.copyOf(externalTrainers);
    }

    /**
     * Where a server listens.
     *
     * @param names by which programs reach it, beside {@code host}, IP addresses and {@code localhost}
     */
    public record Http(String host, int port, Set<String> names) {
        public Http {
            names = Stream.concat(Stream.of(host), names.stream())
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /**
     * Practice without end: demonstrations in the collection {@code practice}, policy v2 in {@code practice-v2}.
     *
     * @param driver {@code published}: the newest published policy, and demonstrations while there is none; or {@code none}
     * @param firstSeed far from the seeds of evaluations
     * @param autoRetrain when rounds start by themselves; null is never
     */
    public record PracticeConfig(
            TaskId task, String driver, double pace, long firstSeed, Optional<RetrainSchedule.Settings> autoRetrain) {
        public PracticeConfig {
            if (!driver.equals("published") && !driver.equals("none")) {
                throw new IllegalArgumentException("practice.driver must be published or none, not " + driver);
            }
        }
    }

    /** How the broker is reached; refuses, in one line, a certificate that cannot be used. */
    MqttSettings broker(String session) {
        Optional<TlsFolder> own = certificates();
        own.ifPresent(folder -> {
            var unused = folder.read().requireValid(Instant.now());
        });
        return MqttSettings.of(mqtt, "fleetrl-controller-" + session, own);
    }

    /** Its own, where it has any. */
    Optional<TlsFolder> certificates() {
        return tls.map(folder -> new TlsFolder(Path.of(folder), NAME));
    }

    Enrolment enrolment() {
        return new Enrolment(
                site,
                CertificateAuthority.folder(Path.of(data)),
                Duration.ofMillis(millis(certificateDays * SECONDS_PER_DAY)),
                Clock.systemUTC());
    }

    FleetController.Settings settings(String session) {
        Optional<PracticeConfig> active =
                practice.filter(config -> config.driver().equals("published"));
        return new FleetController.Settings(
                site,
                session,
                millis(staleSeconds),
                millis(lostSeconds),
                millis(gapSeconds),
                new Allocation.Limits(millis(openWithinSeconds), millis(giveUpSeconds)),
                new RoundRunner.Patience(
                        millis(labelMinutes * SECONDS_PER_MINUTE), millis(warmMinutes * SECONDS_PER_MINUTE)),
                active.map(config -> new Practice(PRACTICE, config.task(), config.firstSeed(), config.pace())),
                active.flatMap(PracticeConfig::autoRetrain),
                rollout,
                help);
    }

    private static long millis(double seconds) {
        return Math.round(seconds * MILLIS_PER_SECOND);
    }
}
