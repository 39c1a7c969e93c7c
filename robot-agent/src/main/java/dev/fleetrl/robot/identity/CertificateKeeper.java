package dev.fleetrl.robot.identity;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.transport.tls.TlsIdentity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks after the certificate of a running robot: asks for the next one at two thirds of its life, which the next connection then takes, and
 * says when the present one does not hold. Authority stays where it is.
 */
public final class CertificateKeeper {
    private static final System.Logger LOG = System.getLogger(CertificateKeeper.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(15);
    private static final Duration RETRY = Duration.ofMinutes(5);

    private final Vertx vertx;
    private final RobotCertificate robot;
    private final CertificateDesk desk;
    private final Consumer<Optional<String>> trouble;
    private Instant askAgain = Instant.MIN;
    private Optional<String> told = Optional.empty();

    /** @param trouble told at each look why the certificate does not hold; empty where it does */
    public CertificateKeeper(
            Vertx vertx, RobotCertificate robot, CertificateDesk desk, Consumer<Optional<String>> trouble) {
        this.vertx = vertx;
        this.robot = robot;
        this.desk = desk;
        this.trouble = trouble;
    }

    /** Looks now, and again and again. */
    public void start() {
        var unused = look(Instant.now());
        vertx.setPeriodic(LOOK.toMillis(), timer -> {
            var ignored = look(Instant.now());
        });
    }

    /** Looks once; answers, when all is done, whether there is a new certificate. */
    public Future<Boolean> look(Instant now) {
        return vertx.executeBlocking(robot::read)
                .compose(present -> {
                    tell(present.trouble(now));
                    return isDue(present, now) ? renew(now) : Future.succeededFuture(false);
                })
                .otherwise(unreadable -> {
                    tell(Optional.of(String.valueOf(unreadable.getMessage())));
                    return false;
                });
    }

    private boolean isDue(TlsIdentity present, Instant now) {
        return !now.isBefore(present.renewable()) && !now.isAfter(present.expires()) && !now.isBefore(askAgain);
    }

    private Future<Boolean> renew(Instant now) {
        askAgain = now.plus(RETRY);
        return desk.renew(robot)
                .map(made -> {
                    LOG.log(INFO, "{0} has a new certificate, until {1}", robot.name(), made.expires());
                    return true;
                })
                .otherwise(cause -> {
                    LOG.log(WARNING, "{0}: no new certificate: {1}", robot.name(), cause.getMessage());
                    return false;
                });
    }

    private void tell(Optional<String> words) {
        if (!words.equals(told)) {
            words.ifPresent(line -> LOG.log(WARNING, "{0}: {1}; enrol it again, see operate.md", robot.name(), line));
            told = words;
        }
        trouble.accept(words);
    }
}
